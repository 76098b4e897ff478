using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>The <c>streaming_health</c> section as the user wrote it.</summary>
public sealed record StreamingHealthConfig
{
    /// <summary><c>monitoring</c>.</summary>
    public MonitoringConfig Monitoring { get; init; } = new();

    /// <summary><c>thresholds</c>.</summary>
    public ThresholdsConfig Thresholds { get; init; } = new();

    /// <summary><c>alerts</c>.</summary>
    public AlertsConfig Alerts { get; init; } = new();

    /// <summary><c>metrics</c>: where measurements are served for scraping.</summary>
    public EndpointConfig Metrics { get; init; } = new() { Port = 9090 };

    /// <summary><c>api</c>: where health and status are served.</summary>
    public EndpointConfig Api { get; init; } = new() { Port = 8000 };
}

/// <summary><c>streaming_health.monitoring</c>.</summary>
public sealed record MonitoringConfig
{
    /// <summary><c>enabled</c>.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary><c>check_interval</c>: how often thresholds are checked; at least a second.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary><c>metrics_retention</c>: how long alerts and measurements are remembered; at least a second.</summary>
    public TimeSpan MetricsRetention { get; init; } = TimeSpan.FromHours(1);
}

/// <summary><c>streaming_health.thresholds</c>. Null switches a threshold off.</summary>
public sealed record ThresholdsConfig
{
    /// <summary><c>max_latency_ms</c>.</summary>
    public TimeSpan? MaxLatency { get; init; }

    /// <summary><c>min_throughput_msg_per_sec</c>.</summary>
    public double? MinThroughputPerSecond { get; init; }

    /// <summary><c>max_reconnect_attempts</c>.</summary>
    public int? MaxReconnectAttempts { get; init; }

    /// <summary><c>max_queue_depth</c>: events that wait for one subscriber.</summary>
    public int? MaxQueueDepth { get; init; }

    /// <summary><c>circuit_breaker_timeout</c>: for providers without one of their own.</summary>
    public TimeSpan? CircuitBreakerTimeout { get; init; }
}

/// <summary><c>streaming_health.alerts</c>.</summary>
public sealed record AlertsConfig
{
    /// <summary><c>enabled</c>.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary><c>channels</c>: <c>log</c>, <c>metrics</c>, <c>webhook</c>.</summary>
    public ImmutableArray<string> Channels { get; init; } = ["log"];

    /// <summary><c>escalation_threshold</c>: the so-manieth repetition of a warning is an error; at least 1.</summary>
    public int EscalationThreshold { get; init; } = 3;

    /// <summary><c>webhook_url</c>: where the channel <c>webhook</c> posts to.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary><c>webhook_secret</c>: what the posts are signed with.</summary>
    public Secret? WebhookSecret { get; init; }
}

/// <summary>An HTTP endpoint of <c>streaming_health</c>.</summary>
public sealed record EndpointConfig
{
    /// <summary><c>enabled</c>; off by default.</summary>
    public bool Enabled { get; init; }

    /// <summary><c>host</c>: the address to listen on.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary><c>port</c>: from 1 to 65535; 0 takes a free one.</summary>
    public int Port { get; init; }
}
