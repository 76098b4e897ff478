namespace QuantTradeAI.Gateway.Metrics;

/// <summary>Percentiles of times in microseconds.</summary>
/// <param name="P50">The median.</param>
/// <param name="P99">99 of 100 took no longer.</param>
/// <param name="Max">The longest.</param>
/// <param name="Count">How many were measured.</param>
internal sealed record LatencyFigures(double P50, double P99, double Max, long Count);
