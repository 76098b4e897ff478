namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>An entry of <see cref="WaitingBlocks"/>: a block, or a loss that still grows.</summary>
internal sealed class WaitingBlock
{
    public WaitingBlock(ReceivedBlock received)
    {
        PublishedAt = received.PublishedAt;
        (Epoch, First, Last) = (received.Epoch, received.First, received.Last);
        if (received.Loss is { } loss)
            (Lost, Reason) = (loss.Count, loss.Reason);
        else
            Block = received;
    }

    public WaitingBlock(ReceivedBlock block, int lost, LossReason reason)
    {
        (Epoch, First, Last, PublishedAt) = (block.Epoch, block.First, block.First + lost - 1, block.PublishedAt);
        (Lost, Reason) = (lost, reason);
    }

    public WaitingBlock? Before { get; set; }

    public WaitingBlock? Behind { get; set; }

    public ReceivedBlock? Block { get; set; }

    public long Epoch { get; }

    public long First { get; private set; }

    public long Last { get; private set; }

    public long Lost { get; private set; }

    public LossReason Reason { get; }

    public long PublishedAt { get; }

    public bool IsLike(WaitingBlock other) => Block is null && other.Block is null && Epoch == other.Epoch && Reason == other.Reason;

    public void Absorb(WaitingBlock other)
    {
        (First, Last) = (Math.Min(First, other.First), Math.Max(Last, other.Last));
        Lost += other.Lost;
    }

    public ReceivedBlock ToReceived() => Block ?? ReceivedBlock.OfLoss(Epoch, First, Last, Lost, Reason, PublishedAt);
}
