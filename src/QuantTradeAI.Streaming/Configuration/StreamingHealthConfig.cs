namespace QuantTradeAI.Streaming.Configuration;

/// <summary>The <c>streaming_health</c> section as the user wrote it.</summary>
public sealed record StreamingHealthConfig
{
    /// <summary>Port of <see cref="Metrics"/> unless told otherwise.</summary>
    public const int DefaultMetricsPort = 9090;

    /// <summary>Port of <see cref="Api"/> unless told otherwise.</summary>
    public const int DefaultApiPort = 8000;

    /// <summary><c>monitoring</c>.</summary>
    public MonitoringConfig Monitoring { get; init; } = new();

    /// <summary><c>thresholds</c>.</summary>
    public ThresholdsConfig Thresholds { get; init; } = new();

    /// <summary><c>alerts</c>.</summary>
    public AlertsConfig Alerts { get; init; } = new();

    /// <summary><c>metrics</c>: where measurements are served for scraping.</summary>
    public EndpointConfig Metrics { get; init; } = new() { Port = DefaultMetricsPort };

    /// <summary><c>api</c>: where health and status are served.</summary>
    public EndpointConfig Api { get; init; } = new() { Port = DefaultApiPort };
}
