namespace QuantTradeAI.Streaming.Health;

/// <summary>Latencies over the rolling window.</summary>
/// <param name="Count">How many were measured; with 0 the others are zero.</param>
/// <param name="Median">Half were shorter.</param>
/// <param name="P99">99 of 100 were shorter.</param>
/// <param name="Max">None was longer.</param>
public readonly record struct LatencyFigures(long Count, TimeSpan Median, TimeSpan P99, TimeSpan Max);
