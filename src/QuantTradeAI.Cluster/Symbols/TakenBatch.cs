namespace QuantTradeAI.Cluster.Symbols;

/// <summary>The last batch that was taken of a provider.</summary>
/// <param name="Epoch">The epoch of its owner.</param>
/// <param name="Number">Its number in that epoch.</param>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.TakenBatch")]
internal readonly record struct TakenBatch([property: Id(0)] long Epoch, [property: Id(1)] long Number);
