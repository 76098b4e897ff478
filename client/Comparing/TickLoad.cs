namespace QuantTradeAI.Client.Comparing;

/// <summary>How a grain publishes.</summary>
/// <param name="PerSecond">Items a second, one at a time; 0 publishes batches as fast as the stream takes them.</param>
/// <param name="Batch">Items in a batch.</param>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.Client.TickLoad")]
internal sealed record TickLoad([property: Id(0)] int PerSecond, [property: Id(1)] int Batch);
