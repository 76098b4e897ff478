using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Client.Relay;

/// <summary>Statuses: told once, in the order of their numbers, when every stream has reached them.</summary>
internal sealed partial class StreamRelay
{
    private (long From, long To) _lostStatuses;
    private FeedStatusKind? _state;
    private ProviderId _source;
    private bool _resyncDue;

    /// <summary>Live, stale, disconnected or resynced, as told; null before the first sign of life.</summary>
    public FeedStatusKind? State => _state;

    /// <summary>The provider that events come from; the default value before the first.</summary>
    public ProviderId Source => _source;

    private bool TryPassStatus(RelayInput input, in MarketEvent one)
    {
        var status = one.Status;
        if (one.IsLastKnown)
            return PassRetold(one);
        if (one.Sequence == 0)
            return PassUnnumbered(input, status);

        var number = one.Sequence;
        input.Reach(_epoch, number);
        if (number >= Statuses.Last)
            input.IsBehind = false;
        if (number <= Statuses.Last)
        {
            if (Statuses.WasUndelivered(number))
                _counters.Late++;
            return true;
        }

        if (!AllHaveReached(input, number))
            return false;
        TellStatus(one, status);
        return true;
    }

    private bool AllHaveReached(RelayInput from, long number)
    {
        foreach (var input in _inputs)
        {
            if (input is { IsFollowed: true, IsBehind: false } && input != from && !input.HasReached(_epoch, number))
                return false;
        }

        return true;
    }

    private void TellStatus(MarketEvent one, in FeedStatus status)
    {
        AnnounceUpTo(MarketEventKind.Status, one.Sequence - 1);
        if (status.Kind == FeedStatusKind.Gap && !Account(status))
        {
            // What it announces was announced already; its own number is still to be accounted for.
            AnnounceUpTo(MarketEventKind.Status, one.Sequence);
            return;
        }

        Statuses.Advance(one.Sequence);
        if (status.Kind is not (FeedStatusKind.Gap or FeedStatusKind.SourceChanged))
            one = WithState(one, status);
        if (status.Provider != default)
            _source = status.Provider;
        Tell(one);
    }

    /// <summary>A gap's numbers are not to come any more. False when some of them were told or announced.</summary>
    private bool Account(in FeedStatus gap)
    {
        if (gap.From <= 0 || _inputs[(int)gap.Lost] is not { IsFollowed: true })
            return true;
        var kind = _kinds[(int)gap.Lost];
        Settle(gap.Lost);
        if (gap.From <= kind.Last)
        {
            AnnounceUpTo(gap.Lost, gap.To);
            return false;
        }

        AnnounceUpTo(gap.Lost, gap.From - 1);
        kind.Advance(gap.To);
        return true;
    }

    /// <summary>An owner knows nothing of the data before its time: what it calls live after a disconnection is a resynchronisation.</summary>
    private MarketEvent WithState(MarketEvent one, in FeedStatus status)
    {
        if (status.Kind is FeedStatusKind.Live or FeedStatusKind.Resynced)
            TellDisconnectedIfNotTold();
        var isAgain = _resyncDue || (_state == FeedStatusKind.Disconnected && Array.Exists(_kinds, kind => kind.HasHadData && kind != Statuses));
        _state = status.Kind;
        if (status.Kind is FeedStatusKind.Disconnected)
            DoubtWhatBegins();
        if (status.Kind is FeedStatusKind.Live && isAgain)
        {
            var (told, header) = (new MarketEvent(FeedStatus.Of(FeedStatusKind.Resynced, symbol, status.Provider, status.Header.ReceiveTime)), one.Header);
            ref var changed = ref told.HeaderRef;
            (changed.Epoch, changed.Sequence, changed.PublishTime, changed.Flags) = (header.Epoch, header.Sequence, header.PublishTime, header.Flags);
            (one, _state) = (told, FeedStatusKind.Resynced);
        }

        _resyncDue &= status.Kind is not (FeedStatusKind.Live or FeedStatusKind.Resynced);
        return one;
    }

    /// <summary>An owner announces what a disconnection costs only of kinds that it has numbered itself.</summary>
    private void DoubtWhatBegins()
    {
        foreach (var input in _inputs)
        {
            if (input is { IsFollowed: true, Kind: not MarketEventKind.Status } && _kinds[(int)input.Kind] is { Last: 0, HasHadData: true } kind)
                kind.IsDoubted = true;
        }
    }

    /// <summary>What a full queue at the owner lost: one gap for each kind, outside the numbering of statuses.</summary>
    private bool PassUnnumbered(RelayInput input, in FeedStatus status)
    {
        if (status.Kind != FeedStatusKind.Gap)
        {
            Tell(new MarketEvent(status));
            return true;
        }

        var isOfStatuses = status.Lost == MarketEventKind.Status;
        if (isOfStatuses)
        {
            input.Reach(_epoch, status.To);
            if (status.To > Statuses.Last && !AllHaveReached(input, status.To))
                return false;
        }

        var kind = _kinds[(int)status.Lost];
        if (status.To <= kind.Last)
            return true;
        Settle(status.Lost);
        AnnounceUpTo(status.Lost, status.From - 1);
        var from = kind.Last + 1;
        var missed = status.Missed == 0 ? 0 : Math.Max(1, status.Missed - (from - status.From));
        TellOwn(FeedStatus.GapOf(symbol, status.Provider, status.Header.ReceiveTime, status.Reason, status.Lost, from, status.To, missed), status.Header.PublishTime);
        if (isOfStatuses)
            _lostStatuses = (from, status.To);
        kind.Advance(status.To);
        return true;
    }

    /// <summary>A status that a full queue at the owner had lost, told again.</summary>
    private bool PassRetold(in MarketEvent one)
    {
        if (one.Sequence < _lostStatuses.From || one.Sequence > _lostStatuses.To)
            return true;
        if (one.Status.Kind is not FeedStatusKind.SourceChanged)
            _state = one.Status.Kind;
        Tell(one);
        return true;
    }
}
