using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>
/// What one lane of a queue lost and was not told yet: one gap for each kind, and then again, marked as last known,
/// the newest lost statuses and last known values, which a gap cannot stand for.
/// </summary>
internal sealed class LaneLosses
{
    private LostRange _trades;
    private LostRange _quotes;
    private LostRange _books;
    private LostRange _statuses;
    private MarketEvent _source;
    private MarketEvent _state;
    private MarketEvent _lastTrade;
    private MarketEvent _lastQuote;
    private EventHeader _at;

    /// <summary>Whether there is something to tell.</summary>
    public bool Any { get; private set; }

    /// <summary>Whether the queue has it on its list.</summary>
    public bool Listed { get; set; }

    /// <summary>Takes a lost event; tells how many events the subscriber lost by it.</summary>
    public long Add(ref MarketEvent lost)
    {
        ref var header = ref lost.HeaderRef;
        Any = true;
        _at = header;
        if (header.Kind != MarketEventKind.Status && lost.IsLastKnown)
            return Keep(lost);
        switch (header.Kind)
        {
            case MarketEventKind.Trade:
                _trades.Add(header.Sequence, header.Sequence, 1);
                _lastTrade = default;
                return 1;
            case MarketEventKind.Quote:
                var stoodFor = lost.QuoteRef.Conflated + 1L;
                _quotes.Add(header.Sequence - stoodFor + 1, header.Sequence, stoodFor);
                _lastQuote = default;
                return stoodFor;
            case MarketEventKind.Book:
                _books.Add(header.Sequence, header.Sequence, 1);
                return 1;
            default:
                return AddStatus(lost);
        }
    }

    /// <summary>The next thing to tell; only while <see cref="Any"/>.</summary>
    public MarketEvent Take()
    {
        var next = TakeGap(ref _trades, MarketEventKind.Trade)
            ?? TakeGap(ref _quotes, MarketEventKind.Quote)
            ?? TakeGap(ref _books, MarketEventKind.Book)
            ?? TakeGap(ref _statuses, MarketEventKind.Status)
            ?? TakeStatus()
            ?? TakeKept(ref _lastTrade)
            ?? TakeKept(ref _lastQuote);
        Any = HasMore();
        return next!.Value;
    }

    private long Keep(in MarketEvent value)
    {
        if (value.Kind == MarketEventKind.Trade)
            _lastTrade = value;
        else
            _lastQuote = value;
        return 0;
    }

    private long AddStatus(in MarketEvent lost)
    {
        var status = lost.Status;
        if (status.Header.Sequence > 0)
            _statuses.Add(status.Header.Sequence, status.Header.Sequence, 1);
        switch (status.Kind)
        {
            case FeedStatusKind.SourceChanged:
                _source = lost;
                break;
            case not FeedStatusKind.Gap:
                _state = lost;
                break;
            default:
                AddGap(status);
                break;
        }

        return 1;
    }

    private void AddGap(in FeedStatus gap)
    {
        switch (gap.Lost)
        {
            case MarketEventKind.Trade:
                _trades.Add(gap.From, gap.To, gap.Missed);
                break;
            case MarketEventKind.Quote:
                _quotes.Add(gap.From, gap.To, gap.Missed);
                break;
            case MarketEventKind.Book:
                _books.Add(gap.From, gap.To, gap.Missed);
                break;
        }
    }

    private MarketEvent? TakeGap(ref LostRange range, MarketEventKind lost)
    {
        if (range.IsEmpty)
            return null;
        var gap = range.ToGap(lost, _at);
        range = default;
        return gap;
    }

    private MarketEvent? TakeStatus()
    {
        var sourceFirst = _state.Kind == MarketEventKind.None || _source.Sequence < _state.Sequence;
        return sourceFirst ? TakeKept(ref _source) ?? TakeKept(ref _state) : TakeKept(ref _state);
    }

    private static MarketEvent? TakeKept(ref MarketEvent kept)
    {
        if (kept.Kind == MarketEventKind.None)
            return null;
        var value = kept;
        value.HeaderRef.Flags |= EventFlags.LastKnown;
        kept = default;
        return value;
    }

    private bool HasMore() =>
        !_trades.IsEmpty || !_quotes.IsEmpty || !_books.IsEmpty || !_statuses.IsEmpty
        || _source.Kind != MarketEventKind.None || _state.Kind != MarketEventKind.None
        || _lastTrade.Kind != MarketEventKind.None || _lastQuote.Kind != MarketEventKind.None;
}
