using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Providers;

/// <summary>What a provider runs with: the user's configuration after validation.</summary>
public sealed record ProviderSettings
{
    /// <summary><see cref="Environment"/> where nothing names one.</summary>
    public const string DefaultEnvironment = "dev";

    /// <summary><see cref="Endpoint"/> where neither configuration nor adapter gives one: such settings are checked, but connect to nothing.</summary>
    public static readonly Uri NoEndpoint = new("about:blank");

    /// <summary>Where to connect: <c>ws://</c> or <c>wss://</c>; else <see cref="NoEndpoint"/>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The data types to offer; a subset of the adapter's.</summary>
    public required DataTypes DataTypes { get; init; }

    /// <summary>The environment of the provider's document that these settings come from.</summary>
    public string Environment { get; init; } = DefaultEnvironment;

    /// <summary>The asset types to offer; a subset of the adapter's.</summary>
    public ImmutableSortedSet<string> AssetTypes { get; init; } = [];

    /// <summary>What the venue knows the client by, such as <c>api_key</c> and <c>api_secret</c>; never blank.</summary>
    public ImmutableSortedDictionary<string, Secret> Credentials { get; init; } = ImmutableSortedDictionary<string, Secret>.Empty;

    /// <summary>Whether the venue is told who the client is.</summary>
    public bool RequiresAuthentication { get; init; }

    /// <summary>Most subscriptions (a symbol and a data type each) over all connections; at least 1. The engine keeps it.</summary>
    public int MaxSubscriptions { get; init; } = ProviderCapabilities.Unlimited;

    /// <summary>Most control messages a minute over all connections; at least 1. The engine keeps it.</summary>
    public int RateLimitPerMinute { get; init; } = ProviderCapabilities.Unlimited;

    /// <summary>How many control messages may go at once after a pause, on top of the first; at least 0. The engine keeps it.</summary>
    public int BurstAllowance { get; init; }

    /// <summary>Canonical symbols that are subscribed for as long as the provider runs.</summary>
    public ImmutableArray<string> Symbols { get; init; } = [];

    /// <summary>Canonical name to native symbol, where the adapter's own rule does not fit.</summary>
    public ImmutableDictionary<string, string> NativeSymbols { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Adapter-specific options by name.</summary>
    public ImmutableDictionary<string, string> Options { get; init; } = ImmutableDictionary<string, string>.Empty;
}
