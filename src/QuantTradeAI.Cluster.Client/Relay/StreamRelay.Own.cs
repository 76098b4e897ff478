using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Cluster.Client.Relay;

/// <summary>What the relay tells of its own, outside the numbering of statuses.</summary>
internal sealed partial class StreamRelay
{
    /// <summary>Whether a position would tell more than the streams did: something of them did not come. Whoever asks for one clears it.</summary>
    public bool WantsLook { get; set; }

    /// <summary>The cluster cannot be reached: what was told last may not hold any more.</summary>
    public void Lose()
    {
        if (_state is null or FeedStatusKind.Disconnected)
            return;
        TellState(FeedStatusKind.Disconnected);
        _resyncDue = true;
    }

    /// <summary>These kinds are not served; the cluster says so.</summary>
    public void Refuse(DataTypes kinds)
    {
        foreach (var kind in kinds.Each())
            Tell(RefusalOf(kind));
    }

    /// <summary>The gap that stands for all of a kind that is not served.</summary>
    public MarketEvent RefusalOf(DataTypes kind) => Own(FeedStatus.GapOf(symbol, _source, Now, GapReason.NotServed, kind.Kind(), 0, 0, 0), Now);

    private UnixNanos Now => UnixNanos.Now(clock);

    /// <summary>Announces the unknown number of events that are missing before the next of this kind, once.</summary>
    private void Settle(MarketEventKind kind)
    {
        var numbers = _kinds[(int)kind];
        if (!numbers.IsDoubted)
            return;
        numbers.IsDoubted = false;
        TellOwn(FeedStatus.GapOf(symbol, _source, Now, GapReason.Disconnected, kind, 0, 0, 0), Now);
    }

    private void AnnounceUpTo(MarketEventKind kind, long to)
    {
        var numbers = _kinds[(int)kind];
        if (to <= numbers.Last)
            return;
        Settle(kind);
        var from = numbers.Last + 1;
        numbers.NoteUndelivered(from, to);
        numbers.Advance(to);
        _counters.Undelivered += to - from + 1;
        WantsLook = true;
        TellOwn(FeedStatus.GapOf(symbol, _source, Now, GapReason.Undelivered, kind, from, to, to - from + 1), Now);
    }

    private void ResyncBy(in EventHeader header)
    {
        if (!_resyncDue)
            return;
        TellDisconnectedIfNotTold();
        _source = header.Provider;
        TellState(FeedStatusKind.Resynced);
        _resyncDue = false;
    }

    /// <summary>The owner told of it by a status that did not come.</summary>
    private void TellDisconnectedIfNotTold()
    {
        if (_resyncDue && _state != FeedStatusKind.Disconnected)
            TellState(FeedStatusKind.Disconnected);
    }

    private void TellState(FeedStatusKind state)
    {
        _state = state;
        TellOwn(FeedStatus.Of(state, symbol, _source, Now), Now);
    }

    private void TellOwn(in FeedStatus status, UnixNanos published) => Tell(Own(status, published));

    private MarketEvent Own(in FeedStatus status, UnixNanos published)
    {
        var one = new MarketEvent(status);
        ref var header = ref one.HeaderRef;
        (header.Epoch, header.PublishTime) = (_epoch, published);
        return one;
    }
}
