namespace QuantTradeAI.Streaming.Telemetry;

/// <summary>How a family's numbers behave.</summary>
internal enum MetricKind
{
    /// <summary>Only grows, but for a restart.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Counts between bounds, which only grow.</summary>
    Histogram,
}
