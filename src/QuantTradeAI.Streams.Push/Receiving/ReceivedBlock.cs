using QuantTradeAI.Streams.Push.Blocks;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>A block with its place, or a loss in the place of one. All subscriptions of a process share it.</summary>
/// <param name="Epoch">The producer's epoch.</param>
/// <param name="First">The number of the first item.</param>
/// <param name="Block">The items; of no items where there is a loss.</param>
/// <param name="PublishedAt">When its first item was published, in nanoseconds since the Unix epoch by the producer's clock.</param>
/// <param name="Loss">What is lost here; null where nothing is.</param>
internal sealed record ReceivedBlock(long Epoch, long First, Block Block, long PublishedAt, StreamItemsLostException? Loss)
{
    private object? _items;

    /// <summary>How many items it holds; none where there is a loss.</summary>
    public int Count => Loss is null ? Block.Count : 0;

    public static ReceivedBlock OfLoss(long epoch, long first, long last, long count, LossReason reason) =>
        new(epoch, first, default, 0, new StreamItemsLostException(epoch, first, last, count, reason));

    /// <summary>The items, read once for all who want them as this type. They are nobody's to change.</summary>
    /// <exception cref="FormatException">They are of another type, or damaged.</exception>
    public T[] ItemsAs<T>(BlockCodec<T> codec)
    {
        if (Volatile.Read(ref _items) is T[] items)
            return items;
        items = codec.Decode(Block);
        Volatile.Write(ref _items, items);
        return items;
    }
}
