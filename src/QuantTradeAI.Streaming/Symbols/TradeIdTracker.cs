using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>Finds duplicates, gaps and late arrivals in one venue's trades of one symbol by their ids. Ids below 1 tell nothing.</summary>
internal sealed class TradeIdTracker(TradeIdRule rule)
{
    private readonly MissingIds _missing = new();
    private readonly RecentTrades? _recent = rule == TradeIdRule.Unordered ? new RecentTrades() : null;
    private long _last;
    private UnixNanos _lastTime;
    private bool _afterDisconnect;
    private bool _lookedAway;

    public TradeIdRule Rule => rule;

    /// <summary>Trades announced as missing that did not come late.</summary>
    public long Lost { get; private set; }

    public void Disconnected() => _afterDisconnect = true;

    /// <summary>
    /// Another venue's trades took the place of this one's until now: what came meanwhile is no loss, what was seen before is still a repetition.
    /// </summary>
    public void LookAway() => _lookedAway = true;

    /// <summary>One that has seen what this one has.</summary>
    public TradeIdTracker Copy()
    {
        var copy = new TradeIdTracker(rule) { _last = _last, _lastTime = _lastTime, _afterDisconnect = _afterDisconnect, _lookedAway = _lookedAway };
        copy._missing.CopyFrom(_missing);
        if (_recent is not null)
            copy._recent!.CopyFrom(_recent);
        return copy;
    }

    /// <summary>Judges a live trade.</summary>
    public TradeVerdict Accept(long id, UnixNanos time = default)
    {
        if (rule == TradeIdRule.None || id <= 0)
            return default;
        if (_recent is not null)
            return AcceptUnordered(_recent, id, time);
        if (_last == 0)
            return Settle(id, time, default);
        if (rule == TradeIdRule.Growing)
        {
            if (id > _last)
                return Settle(id, time, default);
            return IdReset.OfGrowing(_last, id, _afterDisconnect) || IsLater(id, time)
                ? Settle(id, time, new TradeVerdict(TradeIdOutcome.Unknown))
                : new TradeVerdict(TradeIdOutcome.Duplicate);
        }

        if (id == _last + 1)
            return Settle(id, time, new TradeVerdict(TradeIdOutcome.Next, Exact: !_lookedAway));
        if (id <= _last && _missing.Remove(id))
        {
            Lost--;
            return new TradeVerdict(TradeIdOutcome.Late);
        }

        if (IdReset.OfConsecutive(_last, id, _afterDisconnect) || IsLater(id, time))
            return Renumber(id, time);
        if (id <= _last)
            return new TradeVerdict(TradeIdOutcome.Duplicate);
        return _lookedAway ? Settle(id, time, default) : Miss(_last + 1, id - 1, id, time);
    }

    /// <summary>
    /// Judges a trade that the venue told as its last one: after a lost connection it will not come live, so it belongs to the gap that it
    /// proves.
    /// A duplicate whose <see cref="TradeVerdict.Exact"/> is set proves that nothing was missed.
    /// </summary>
    public TradeVerdict AcceptLastKnown(long id, UnixNanos time = default)
    {
        if (rule == TradeIdRule.None || id <= 0)
            return default;
        if (_recent is not null)
            return AcceptUnordered(_recent, id, time);
        if (rule == TradeIdRule.Growing)
            return AcceptLastKnownGrowing(id, time);
        if (_last == 0)
            return Settle(id, time, default);
        if (id == _last)
            return Settle(id, time, new TradeVerdict(TradeIdOutcome.Duplicate, Exact: !_lookedAway));
        if (IdReset.OfConsecutive(_last, id, _afterDisconnect) || IsLater(id, time))
            return Renumber(id, time);
        if (id < _last)
            return new TradeVerdict(TradeIdOutcome.Duplicate);

        // While connected it may overtake those before it, on a connection that replaces another: the next live trade tells what is missing.
        if (_lookedAway)
            return Settle(id, time, default);
        return _afterDisconnect ? Miss(_last + 1, id, id, time) : new TradeVerdict(TradeIdOutcome.Next);
    }

    // Nothing proves how many were missed: a trade seen before is all that such ids can tell.
    private static TradeVerdict AcceptUnordered(RecentTrades recent, long id, UnixNanos time) =>
        new(recent.TryAdd(id, time) ? TradeIdOutcome.Next : TradeIdOutcome.Duplicate);

    // The baseline stays: what comes live between it and this one was not delivered yet.
    private TradeVerdict AcceptLastKnownGrowing(long id, UnixNanos time)
    {
        if (_last == 0 || !_afterDisconnect)
            return new TradeVerdict(id > _last ? TradeIdOutcome.Next : TradeIdOutcome.Duplicate);
        if (id == _last)
            return new TradeVerdict(TradeIdOutcome.Duplicate, Exact: true);
        if (IdReset.OfGrowing(_last, id, true) || IsLater(id, time))
            return Settle(id, time, new TradeVerdict(TradeIdOutcome.Unknown));
        return new TradeVerdict(id > _last ? TradeIdOutcome.Unknown : TradeIdOutcome.Duplicate);
    }

    private bool IsLater(long id, UnixNanos time) => IdReset.ByTime(_last, id, _lastTime, time, _afterDisconnect);

    private TradeVerdict Miss(long from, long to, long id, UnixNanos time)
    {
        _missing.Add(from, to);
        Lost += to - from + 1;
        return Settle(id, time, new TradeVerdict(TradeIdOutcome.Gap, from, to, Exact: true));
    }

    private TradeVerdict Renumber(long id, UnixNanos time)
    {
        _missing.Clear();
        return Settle(id, time, new TradeVerdict(TradeIdOutcome.Unknown));
    }

    private TradeVerdict Settle(long id, UnixNanos time, TradeVerdict verdict)
    {
        (_last, _lastTime) = (id, time);
        (_afterDisconnect, _lookedAway) = (false, false);
        return verdict;
    }
}
