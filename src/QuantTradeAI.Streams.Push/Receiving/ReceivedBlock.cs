using QuantTradeAI.Streams.Push.Blocks;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>A block with its place, or a loss in the place of one.</summary>
/// <param name="Epoch">The producer's epoch.</param>
/// <param name="First">The number of the first item.</param>
/// <param name="Block">The items; of no items where there is a loss.</param>
/// <param name="PublishedAt">When its first item was published, in nanoseconds since the Unix epoch by the producer's clock.</param>
/// <param name="Loss">What is lost here; null where nothing is.</param>
internal sealed record ReceivedBlock(long Epoch, long First, Block Block, long PublishedAt, StreamItemsLostException? Loss);
