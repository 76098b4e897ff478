namespace QuantTradeAI.Streaming.Telemetry.Exposition;

/// <summary>The text formats that Prometheus reads.</summary>
public enum ExpositionFormat
{
    /// <summary>Prometheus text, version 0.0.4.</summary>
    Prometheus,

    /// <summary>OpenMetrics, version 1.0.0.</summary>
    OpenMetrics,
}
