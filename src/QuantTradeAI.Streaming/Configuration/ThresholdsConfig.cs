namespace QuantTradeAI.Streaming.Configuration;

/// <summary><c>streaming_health.thresholds</c>. Null switches a threshold off.</summary>
public sealed record ThresholdsConfig
{
    /// <summary>Largest <see cref="MinThroughputPerSecond"/> and <see cref="MaxQueueDepth"/>.</summary>
    public const int MaxCount = 1_000_000_000;

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
}
