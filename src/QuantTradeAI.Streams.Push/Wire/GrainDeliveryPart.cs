namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>A block of items, or a loss.</summary>
/// <param name="Epoch">The producer's epoch.</param>
/// <param name="First">The number of the first item that is delivered; those before it in the block were had.</param>
/// <param name="PublishedAt">Nanoseconds since the Unix epoch.</param>
/// <param name="Block">The block with its header; empty where there is a loss.</param>
/// <param name="Loss">What is lost here.</param>
[GenerateSerializer, Immutable, Alias("push.GrainDeliveryPart")]
internal readonly record struct GrainDeliveryPart(
    [property: Id(0)] long Epoch, [property: Id(4)] long First, [property: Id(1)] long PublishedAt, [property: Id(2)] ReadOnlyMemory<byte> Block, [property: Id(3)] StreamItemsLostException? Loss);
