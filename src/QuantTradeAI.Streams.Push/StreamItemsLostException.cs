namespace QuantTradeAI.Streams.Push;

/// <summary>
/// Told to a subscriber by <c>OnErrorAsync</c>, in its place in the order: items that it does not get. The subscription goes on. Of
/// <see cref="LossReason.ProducerLost"/> only the place is known: <see cref="First"/> would be the number of the first item that is missing,
/// <see cref="Last"/> is that of the one before, and <see cref="Count"/> is 0.
/// </summary>
[GenerateSerializer, Alias("QuantTradeAI.Streams.Push.StreamItemsLostException")]
public sealed class StreamItemsLostException : Exception
{
    /// <summary>Says what is lost.</summary>
    /// <param name="epoch">The producer's epoch.</param>
    /// <param name="first">The number of the first item.</param>
    /// <param name="last">The number of the last one.</param>
    /// <param name="count">How many of these are lost: less than all where some were kept.</param>
    /// <param name="reason">Why.</param>
    public StreamItemsLostException(long epoch, long first, long last, long count, LossReason reason)
        : base(reason == LossReason.ProducerLost
            ? $"What came behind item {last} of epoch {epoch} is lost, if anything did: {reason}."
            : $"{count} of the items {first} to {last} of epoch {epoch} are lost: {reason}.") =>
        (Epoch, First, Last, Count, Reason) = (epoch, first, last, count, reason);

    /// <summary>The producer's epoch, <see cref="PushSequenceToken.Epoch"/>.</summary>
    [Id(0)]
    public long Epoch { get; }

    /// <summary>The number of the first one.</summary>
    [Id(1)]
    public long First { get; }

    /// <summary>The number of the last one.</summary>
    [Id(2)]
    public long Last { get; }

    /// <summary>How many.</summary>
    [Id(3)]
    public long Count { get; }

    /// <summary>Why.</summary>
    [Id(4)]
    public LossReason Reason { get; }
}
