using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>The <c>streaming</c> section as the user wrote it.</summary>
public sealed record StreamingConfig
{
    /// <summary>The file it was read from; empty when it was made in code.</summary>
    public string File { get; init; } = "";

    /// <summary>The other files that were read for it, such as providers' documents; their changes change it, too.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary><c>symbols</c>: canonical symbols for every provider that lists none of its own.</summary>
    public ImmutableArray<string> Symbols { get; init; } = [];

    /// <summary><c>buffer_size</c>: capacity in events of a subscription that names none; null for the kind's own.</summary>
    public int? BufferSize { get; init; }

    /// <summary><c>reconnect_attempts</c>: failures in a row after which a provider counts as down; it is tried on all the same.</summary>
    public int ReconnectAttempts { get; init; } = 5;

    /// <summary><c>health_check_interval</c>: how often each provider is looked at.</summary>
    public TimeSpan HealthCheckInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>failover</c>.</summary>
    public ImmutableArray<FailoverGroupConfig> Failover { get; init; } = [];

    /// <summary><c>plugins</c>.</summary>
    public PluginsConfig Plugins { get; init; } = new();

    /// <summary>The <c>streaming_health</c> section.</summary>
    public StreamingHealthConfig Health { get; init; } = new();

    /// <summary><c>providers</c>, in order of preference.</summary>
    public required ImmutableArray<ProviderConfig> Providers { get; init; }
}
