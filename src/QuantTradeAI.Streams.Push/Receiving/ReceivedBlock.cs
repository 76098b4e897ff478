using QuantTradeAI.Streams.Push.Blocks;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>A block with its place, or a loss in the place of one.</summary>
/// <param name="Epoch">The producer's epoch.</param>
/// <param name="First">The number of the first item that is delivered: those that are skipped come before it.</param>
/// <param name="Block">The items; of no items where there is a loss.</param>
/// <param name="PublishedAt">When its first item was published, in nanoseconds since the Unix epoch by the producer's clock.</param>
/// <param name="Loss">What is lost here; null where nothing is.</param>
internal sealed record ReceivedBlock(long Epoch, long First, Block Block, long PublishedAt, StreamItemsLostException? Loss)
{
    private Array? _items;

    /// <summary>How many items at the block's beginning are not delivered: they were had before, or are lost.</summary>
    public int Skip { get; init; }

    /// <summary>How many items are delivered; 0 where there is a loss.</summary>
    public int Count => Loss is null ? Block.Count - Skip : 0;

    /// <summary>The number of the last item, or of the last one that is lost.</summary>
    public long Last => Loss?.Last ?? First + Count - 1;

    public static ReceivedBlock OfLoss(long epoch, long first, long last, long count, LossReason reason, long publishedAt) =>
        new(epoch, first, default, publishedAt, new StreamItemsLostException(epoch, first, last, count, reason));

    /// <summary>Nobody knows what is lost behind this number, if anything is.</summary>
    public static ReceivedBlock OfLostProducer(long epoch, long had) => OfLoss(epoch, had + 1, had, 0, LossReason.ProducerLost, 0);

    /// <summary>The same without its first items.</summary>
    public ReceivedBlock Without(int count) => this with { First = First + count, Skip = Skip + count };

    /// <summary>Its items, read once for all subscriptions of this process that expect the same type: they share the objects.</summary>
    /// <exception cref="FormatException">They are of another type, or damaged.</exception>
    public ArraySegment<T> Items<T>(BlockCodec<T> codec)
    {
        var known = Volatile.Read(ref _items);
        if (known is null || known.GetType() != typeof(T[]))
        {
            known = codec.Decode(Block);
            Volatile.Write(ref _items, known);
        }

        return new ArraySegment<T>((T[])known, Skip, Count);
    }
}
