using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>Sequence numbers of one kind that one lane lost. They follow each other, since a queue only loses its head.</summary>
internal struct LostRange
{
    private long _from;
    private long _to;
    private long _missed;
    private bool _unknown;

    public readonly bool IsEmpty => _to == 0;

    /// <param name="from">First number.</param>
    /// <param name="to">Last number.</param>
    /// <param name="missed">Events behind these numbers; 0 when nobody knows.</param>
    public void Add(long from, long to, long missed)
    {
        if (IsEmpty)
            _from = from;
        _to = to;
        _missed += missed;
        _unknown |= missed == 0;
    }

    public readonly MarketEvent ToGap(MarketEventKind lost, in EventHeader at)
    {
        var gap = new MarketEvent(FeedStatus.GapOf(
            at.Symbol, at.Provider, at.PublishTime, GapReason.SlowSubscriber, lost, _from, _to, _unknown ? 0 : _missed));
        gap.HeaderRef.Epoch = at.Epoch;
        gap.HeaderRef.PublishTime = at.PublishTime;
        return gap;
    }
}
