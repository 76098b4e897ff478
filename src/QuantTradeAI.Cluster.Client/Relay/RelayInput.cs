using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Client.Relay;

/// <summary>One kind's stream on its way into the relay.</summary>
internal sealed class RelayInput(MarketEventKind kind)
{
    public MarketEventKind Kind => kind;

    /// <summary>What waits: for another stream to reach the same place, or for a position.</summary>
    public Queue<(BatchOrigin Origin, MarketEvent Event)> Held { get; } = new();

    /// <summary>Since when the first of <see cref="Held"/> waits.</summary>
    public long HeldSince { get; set; }

    /// <summary>Whether a position said where it begins.</summary>
    public bool IsFollowed { get; set; }

    /// <summary>Whether others wait for it no longer, until it has caught up.</summary>
    public bool IsBehind { get; set; }

    /// <summary>The epoch it has reached.</summary>
    public long Epoch { get; private set; }

    /// <summary>The last status in it, within <see cref="Epoch"/>.</summary>
    public long Status { get; private set; }

    public long LastArrival { get; private set; }

    /// <summary>The longest pause between the last arrivals, in the clock's own units; a longer one counts half as much with each arrival.</summary>
    public long UsualPause { get; private set; }

    /// <summary>Something has come, at a time of the clock.</summary>
    public void NoteArrival(long now)
    {
        UsualPause = LastArrival == 0 ? 0 : Math.Max(now - LastArrival, UsualPause / 2);
        LastArrival = now;
    }

    public bool HasReached(long epoch, long status) => Epoch > epoch || (Epoch == epoch && Status >= status);

    public void Reach(long epoch, long status)
    {
        if (epoch > Epoch)
            (Epoch, Status) = (epoch, status);
        else if (epoch == Epoch)
            Status = Math.Max(Status, status);
    }
}
