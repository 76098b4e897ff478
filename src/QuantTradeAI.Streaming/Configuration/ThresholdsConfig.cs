namespace QuantTradeAI.Streaming.Configuration;

/// <summary><c>streaming_health.thresholds</c>. Null switches a threshold off.</summary>
public sealed record ThresholdsConfig
{
    /// <summary>Largest <see cref="MinThroughputPerSecond"/>, <see cref="MaxQueueDepth"/> and <see cref="MaxErrors"/>.</summary>
    public const int MaxCount = 1_000_000_000;

    /// <summary><see cref="MaxErrors"/> unless told otherwise.</summary>
    public const int DefaultMaxErrors = 3;

    /// <summary><see cref="ErrorWindow"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultErrorWindow = TimeSpan.FromSeconds(60);

    /// <summary><c>max_latency_ms</c>: from 1 ms to a day.</summary>
    public TimeSpan? MaxLatency { get; init; }

    /// <summary><c>min_throughput_msg_per_sec</c>: from 0 to <see cref="MaxCount"/>.</summary>
    public double? MinThroughputPerSecond { get; init; }

    /// <summary><c>max_reconnect_attempts</c>: from 0 to <see cref="StreamingConfig.MaxReconnectAttempts"/>.</summary>
    public int? MaxReconnectAttempts { get; init; }

    /// <summary><c>max_queue_depth</c>: events that wait for one subscriber; from 1 to <see cref="MaxCount"/>.</summary>
    public int? MaxQueueDepth { get; init; }

    /// <summary><c>circuit_breaker_timeout</c>: <see cref="CircuitBreakerConfig.Timeout"/> of providers without one of their own; from a second to a day.</summary>
    public TimeSpan? CircuitBreakerTimeout { get; init; }

    /// <summary><c>max_data_age</c>: how long no data may come while the market is open, before the provider is recovered; from a second to a day.</summary>
    public TimeSpan? MaxDataAge { get; init; }

    /// <summary><c>max_errors</c>: errors within <see cref="ErrorWindow"/> that alert; from 1 to <see cref="MaxCount"/>.</summary>
    public int MaxErrors { get; init; } = DefaultMaxErrors;

    /// <summary><c>error_window</c>: how far back errors count; from a second to a day.</summary>
    public TimeSpan ErrorWindow { get; init; } = DefaultErrorWindow;
}
