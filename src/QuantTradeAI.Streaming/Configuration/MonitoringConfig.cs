namespace QuantTradeAI.Streaming.Configuration;

/// <summary><c>streaming_health.monitoring</c>.</summary>
public sealed record MonitoringConfig
{
    /// <summary><see cref="CheckInterval"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultCheckInterval = TimeSpan.FromSeconds(5);

    /// <summary><see cref="MetricsRetention"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultMetricsRetention = TimeSpan.FromHours(1);

    /// <summary>Longest <see cref="MetricsRetention"/>.</summary>
    public static readonly TimeSpan MaxMetricsRetention = TimeSpan.FromDays(30);

    /// <summary><c>enabled</c>.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary><c>check_interval</c>: how often thresholds are checked; from a second to a day.</summary>
    public TimeSpan CheckInterval { get; init; } = DefaultCheckInterval;

    /// <summary><c>metrics_retention</c>: how long alerts and measurements are remembered; from a second to <see cref="MaxMetricsRetention"/>.</summary>
    public TimeSpan MetricsRetention { get; init; } = DefaultMetricsRetention;
}
