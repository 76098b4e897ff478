using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Providers;

/// <summary>What a provider offers, and its limits.</summary>
public sealed record ProviderCapabilities
{
    /// <summary><see cref="MaxSubscriptions"/> and <see cref="RateLimitPerMinute"/> of a provider without such a limit.</summary>
    public const int Unlimited = int.MaxValue;

    /// <summary>For example <c>stocks</c> and <c>crypto</c>; lower case.</summary>
    public required ImmutableSortedSet<string> AssetTypes { get; init; }

    /// <summary>What can be subscribed to.</summary>
    public required DataTypes DataTypes { get; init; }

    /// <summary>Most subscriptions (a symbol and a data type each) over all connections; at least 1.</summary>
    public int MaxSubscriptions { get; init; } = Unlimited;

    /// <summary>Most control messages a minute; at least 1.</summary>
    public int RateLimitPerMinute { get; init; } = Unlimited;

    /// <summary>Whether the venue refuses clients without credentials.</summary>
    public bool RequiresAuthentication { get; init; }

    /// <summary>Names of the credentials that the venue cannot do without, such as <c>api_key</c>.</summary>
    public ImmutableSortedSet<string> RequiredCredentials { get; init; } = [];

    /// <summary>Whether order books can be subscribed to.</summary>
    public bool SupportsOrderBook => DataTypes.HasFlag(DataTypes.OrderBook);

    /// <summary>Whether the provider also serves past data.</summary>
    public bool SupportsHistoricalData { get; init; }

    /// <summary>Anything else worth telling people, by name.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
