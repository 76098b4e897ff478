using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>One environment of a provider's document as the user wrote it.</summary>
public sealed record ProviderEnvironment
{
    /// <summary><c>enabled</c>: whether it may be chosen.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary><c>websocket_url</c>; null leaves it to the entry in the streaming configuration, or to the adapter.</summary>
    public Uri? WebSocketUrl { get; init; }

    /// <summary><c>asset_types</c>; empty for all of the adapter's.</summary>
    public ImmutableSortedSet<string> AssetTypes { get; init; } = [];

    /// <summary><c>data_types</c>; null for all of the adapter's.</summary>
    public DataTypes? DataTypes { get; init; }

    /// <summary><c>rate_limit_per_minute</c>: control messages a minute, at least 1; null for the adapter's limit.</summary>
    public int? RateLimitPerMinute { get; init; }

    /// <summary><c>max_subscriptions</c>: symbols times data types, at least 1; null for the adapter's limit.</summary>
    public int? MaxSubscriptions { get; init; }

    /// <summary><c>requires_authentication</c>; null leaves it to the adapter.</summary>
    public bool? RequiresAuthentication { get; init; }

    /// <summary><c>credentials</c>.</summary>
    public ImmutableSortedDictionary<string, Secret> Credentials { get; init; } = ImmutableSortedDictionary<string, Secret>.Empty;

    /// <summary><c>options</c>: what only this adapter understands.</summary>
    public ImmutableDictionary<string, string> Options { get; init; } = ImmutableDictionary<string, string>.Empty;
}
