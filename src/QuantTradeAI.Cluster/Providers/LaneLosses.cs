using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Providers;

/// <summary>
/// What a lane lost and has not told yet: how many events of each kind, and the statuses among them. Of those, gaps are added to the counts, and the
/// others are told by their newest: a disconnection by itself, since what comes after it may hide no loss.
/// </summary>
internal sealed class LaneLosses
{
    /// <summary>The most that there is to tell at once.</summary>
    public const int MaxTold = 8;

    private LostCount _trades;
    private LostCount _quotes;
    private LostCount _books;
    private MarketEvent _tradesEnd;
    private MarketEvent _quotesEnd;
    private MarketEvent _booksEnd;
    private MarketEvent _disconnected;
    private MarketEvent _state;

    /// <summary>Adds a lost event; returns how many events were lost by it, none by a status.</summary>
    public long Add(ref MarketEvent lost)
    {
        switch (lost.Kind)
        {
            case MarketEventKind.Trade:
                return _trades.Add(1);
            case MarketEventKind.Quote:
                return _quotes.Add(lost.QuoteRef.Conflated + 1L);
            case MarketEventKind.Book:
                return _books.Add(1);
            default:
                Add(lost.Status, lost);
                return 0;
        }
    }

    /// <summary>Tells everything, into room for <see cref="MaxTold"/>; returns how many events that took.</summary>
    public int TakeInto(Span<MarketEvent> told, Symbol symbol, ProviderId provider, UnixNanos now)
    {
        var count = 0;
        Tell(_trades, MarketEventKind.Trade, told);
        Tell(_quotes, MarketEventKind.Quote, told);
        Tell(_books, MarketEventKind.Book, told);
        foreach (var kept in (ReadOnlySpan<MarketEvent>)[_tradesEnd, _quotesEnd, _booksEnd, _disconnected, _state])
        {
            if (kept.Kind != MarketEventKind.None)
                told[count++] = kept;
        }

        return count;

        void Tell(LostCount lost, MarketEventKind kind, Span<MarketEvent> into)
        {
            if (lost.Any)
                into[count++] = new MarketEvent(FeedStatus.GapOf(symbol, provider, now, Reason, kind, 0, 0, lost.Missed));
        }
    }

    private const GapReason Reason = GapReason.Undelivered;

    private void Add(in FeedStatus status, in MarketEvent lost)
    {
        switch (status.Kind)
        {
            case FeedStatusKind.Gap when status.Reason == GapReason.NotServed:
                EndOf(status.Lost) = lost;
                break;
            case FeedStatusKind.Gap:
                CountOf(status.Lost).Add(status.Missed);
                break;
            case FeedStatusKind.Disconnected:
                (_disconnected, _state) = (lost, default);
                break;
            default:
                _state = lost;
                break;
        }
    }

    private ref LostCount CountOf(MarketEventKind kind)
    {
        if (kind == MarketEventKind.Trade)
            return ref _trades;
        if (kind == MarketEventKind.Quote)
            return ref _quotes;
        return ref _books;
    }

    private ref MarketEvent EndOf(MarketEventKind kind)
    {
        if (kind == MarketEventKind.Trade)
            return ref _tradesEnd;
        if (kind == MarketEventKind.Quote)
            return ref _quotesEnd;
        return ref _booksEnd;
    }
}
