using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Client.Relay;

/// <summary>
/// Makes one ordered stream of what comes by up to four: trades, quotes and books, each with the symbol's statuses in their places, and the statuses
/// alone. Each number is told once and in order, or announced as missing before the next one. At a status, and at the end of an epoch that is known to be
/// complete, the streams wait for one another for a moment, so that no gap is told before what precedes it. Not safe for threads.
/// </summary>
internal sealed partial class StreamRelay(Symbol symbol, TimeProvider clock, RelayLimits limits)
{
    private static readonly MarketEvent[] Nothing = [default];

    private readonly RelayInput?[] _inputs = new RelayInput?[(int)MarketEventKind.Status + 1];
    private readonly KindNumbers[] _kinds = [new(), new(), new(), new(), new()];
    private RelayCounters _counters;
    private long _epoch;
    private bool _begun;

    /// <summary>What is to be told now, in order; whoever tells it clears it.</summary>
    public List<MarketEvent> Told { get; } = [];

    public RelayCounters Counters => _counters;

    /// <summary>The epoch of now; 0 before the first position.</summary>
    public long Epoch => _epoch;

    private KindNumbers Statuses => _kinds[(int)MarketEventKind.Status];

    /// <summary>From here on a kind's stream comes; what it brings waits until a position tells where it begins.</summary>
    public void Add(MarketEventKind kind) => _inputs[(int)kind] ??= new RelayInput(kind);

    /// <summary>A kind's stream comes no longer.</summary>
    public void Remove(MarketEventKind kind)
    {
        _inputs[(int)kind] = null;
        _kinds[(int)kind].IsDoubted = false;
        Release();
    }

    /// <summary>When something of this kind came last; null when it is not followed.</summary>
    public long? LastArrival(MarketEventKind kind) => _inputs[(int)kind]?.LastArrival;

    /// <summary>See <see cref="RelayInput.UsualPause"/>.</summary>
    public TimeSpan UsualPause(MarketEventKind kind) => clock.GetElapsedTime(0, _inputs[(int)kind]?.UsualPause ?? 0);

    /// <summary>A last known value was told by a position: the same one, or an older one, is no news.</summary>
    public void Know(in EventHeader header)
    {
        var kind = _kinds[(int)header.Kind];
        if (header.PublishTime >= kind.LastPublished)
            kind.LastPublished = new UnixNanos(header.PublishTime.Value + 1);
    }

    /// <summary>Takes a batch of a kind's stream.</summary>
    public void Take(MarketEventKind kind, BatchOrigin origin, ReadOnlySpan<MarketEvent> events)
    {
        if (_inputs[(int)kind] is not { } input)
            return;
        input.NoteArrival(clock.GetTimestamp());
        if (events.IsEmpty)
            events = Nothing;
        foreach (ref readonly var one in events)
        {
            if (!input.IsFollowed || input.Held.Count > 0 || !TryPass(input, origin, one))
                Hold(input, origin, one);
        }

        Release();
    }

    private void Hold(RelayInput input, BatchOrigin origin, in MarketEvent one)
    {
        if (input.Held.Count == 0)
            input.HeldSince = clock.GetTimestamp();
        input.Held.Enqueue((origin, one));
        if (input.Held.Count <= limits.MaxHeld)
            return;
        if (input.IsFollowed)
        {
            GiveUpOnOthers(input);
            Release();
        }
        else
        {
            input.Held.Dequeue();
            _counters.Overflowed++;
        }
    }

    private void Release()
    {
        bool moved;
        do
        {
            moved = false;
            foreach (var input in _inputs)
                moved |= input is { IsFollowed: true } && Release(input);
        }
        while (moved);
    }

    private bool Release(RelayInput input)
    {
        var moved = false;
        while (input.Held.TryPeek(out var held) && TryPass(input, held.Origin, held.Event))
        {
            input.Held.Dequeue();
            input.HeldSince = clock.GetTimestamp();
            moved = true;
        }

        return moved;
    }

    /// <summary>Tells an event or drops it; false when it has to wait.</summary>
    private bool TryPass(RelayInput input, BatchOrigin origin, in MarketEvent one)
    {
        if (origin.Epoch < _epoch)
        {
            if (one.Kind != MarketEventKind.None)
                _counters.OldEpoch++;
            return true;
        }

        if (origin.Epoch > _epoch)
        {
            input.Reach(origin.Epoch, 0);
            if (!AllHaveEnded(origin))
                return false;
            Enter(origin, isToldDisconnected: one.Kind == MarketEventKind.Status && one.Status.Kind == FeedStatusKind.Disconnected);
        }

        input.Reach(_epoch, 0);
        return one.Kind switch
        {
            MarketEventKind.None => true,
            MarketEventKind.Status => TryPassStatus(input, one),
            _ => PassData(one),
        };
    }

    private bool PassData(MarketEvent one)
    {
        ref var header = ref one.HeaderRef;
        var kind = _kinds[(int)header.Kind];
        var isNumbered = header.Sequence > 0 && !one.IsLastKnown;
        if (isNumbered ? header.Sequence <= kind.Last : IsOld(kind, header))
        {
            CountRepeated(kind, header);
            return true;
        }

        ResyncBy(header);
        Settle(header.Kind);
        if (isNumbered)
            Number(kind, ref one);
        (kind.LastPublished, _source) = (header.PublishTime, header.Provider);
        Tell(one);
        return true;
    }

    /// <summary>A last known value is outside the numbering, even where it shows the number that it was told under.</summary>
    private static bool IsOld(KindNumbers kind, in EventHeader header) =>
        header.PublishTime < kind.LastPublished || (header.Sequence > 0 && header.Sequence <= kind.Last);

    private void Number(KindNumbers kind, ref MarketEvent one)
    {
        var (number, replaced) = (one.Sequence, one.Kind == MarketEventKind.Quote ? one.QuoteRef.Conflated : 0);
        var first = number - replaced;
        if (first > kind.Last + 1)
            AnnounceUpTo(one.Kind, first - 1);
        else if (first <= kind.Last)
            one.Hold(one.QuoteRef.WithConflated((int)(number - kind.Last - 1)));
        kind.Advance(number);
    }

    private void CountRepeated(KindNumbers kind, in EventHeader header)
    {
        var number = header.Sequence;
        if ((header.Flags & EventFlags.LastKnown) != 0)
            return;
        if (kind.WasUndelivered(number))
            _counters.Late++;
        else if (number > kind.Baseline)
            _counters.Duplicates++;
    }

    private void Tell(in MarketEvent one)
    {
        _counters.Told++;
        Told.Add(one);
    }
}
