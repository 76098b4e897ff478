namespace QuantTradeAI.Streaming.Health;

/// <summary>The fullest subscriber queue.</summary>
/// <param name="Depth">Events that wait in it.</param>
/// <param name="Age">How long its oldest event has waited.</param>
/// <param name="Dropped">Events that all queues dropped since the start.</param>
/// <param name="Subscription">Its number; 0 when there is none.</param>
public readonly record struct QueueHealth(long Depth, TimeSpan Age, long Dropped, long Subscription);
