using System.Collections.Immutable;
using QuantTradeAI.Streaming.Calendars;
using QuantTradeAI.Streaming.Feeds;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>A streaming configuration as the user wrote it.</summary>
public sealed record StreamingConfig
{
    /// <summary>Largest <see cref="BufferSize"/>.</summary>
    public const int MaxBufferSize = 10_000_000;

    /// <summary><see cref="ReconnectAttempts"/> unless told otherwise.</summary>
    public const int DefaultReconnectAttempts = 5;

    /// <summary>Largest <see cref="ReconnectAttempts"/>.</summary>
    public const int MaxReconnectAttempts = 1_000_000;

    /// <summary><see cref="HealthCheckInterval"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultHealthCheckInterval = TimeSpan.FromSeconds(30);

    /// <summary>The file it was read from; empty when it was made in code.</summary>
    public string File { get; init; } = "";

    /// <summary>The other files that were read for it, such as providers' documents; their changes change it, too.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary><c>symbols</c>: canonical symbols for every provider that lists none of its own.</summary>
    public ImmutableArray<string> Symbols { get; init; } = [];

    /// <summary>
    /// <c>buffer_size</c>: capacity in events of a subscription that names none, from 1 to <see cref="MaxBufferSize"/>, of which a queue
    /// has <see cref="SubscriptionRequest.MinCapacity"/> at least and <see cref="SubscriptionRequest.MaxCapacity"/> at most; null for its own.
    /// </summary>
    public int? BufferSize { get; init; }

    /// <summary><c>reconnect_attempts</c>: failures in a row after which a provider counts as down; it is tried on all the same.</summary>
    public int ReconnectAttempts { get; init; } = DefaultReconnectAttempts;

    /// <summary><c>health_check_interval</c>: how often each provider is looked at; from a second to a day.</summary>
    public TimeSpan HealthCheckInterval { get; init; } = DefaultHealthCheckInterval;

    /// <summary><c>failover</c>: which providers stand in for each other.</summary>
    public ImmutableArray<FailoverGroupConfig> Failover { get; init; } = [];

    /// <summary><c>plugins</c>: adapters from folders.</summary>
    public PluginsConfig Plugins { get; init; } = new();

    /// <summary><c>storage</c>: where the state of providers is kept; in memory for a configuration that was made in code.</summary>
    public StorageConfig Storage { get; init; } = StorageConfig.Memory;

    /// <summary>
    /// <c>market_hours</c>: by asset type, the name of a built-in calendar or the full path of a calendar file. Asset types that are not
    /// named here are as usual: stocks by US hours, all others always open.
    /// </summary>
    public ImmutableSortedDictionary<string, string> MarketHours { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What the files in <see cref="MarketHours"/> say, by their full paths.</summary>
    public ImmutableSortedDictionary<string, CalendarConfig> Calendars { get; init; } =
        ImmutableSortedDictionary.Create<string, CalendarConfig>(StringComparer.Ordinal);

    /// <summary><c>cluster</c>: how silos find each other and work together.</summary>
    public ClusterConfig Cluster { get; init; } = new();

    /// <summary>The <c>streaming_health</c> section.</summary>
    public StreamingHealthConfig Health { get; init; } = new();

    /// <summary><c>providers</c>, in order of preference.</summary>
    public required ImmutableArray<ProviderConfig> Providers { get; init; }
}
