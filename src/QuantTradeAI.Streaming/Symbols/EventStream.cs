using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>
/// One stream: numbers its events, announces what is missing, keeps the last values, and offers all that to its subscribers.
/// Guarded by the lock of its symbol.
/// </summary>
internal sealed partial class EventStream(StreamKey key, Numbering numbering)
{
    private KindState _trades;
    private KindState _quotes;
    private KindState _books;
    private long _statuses;
    private Trade _lastTrade;
    private Quote _lastQuote;
    private bool _tradesContinue;
    private bool _quotesContinue;
    private bool _sourceIsNew;

    public StreamKey Key => key;

    public void Trade(ref MarketEvent marketEvent, in TradeVerdict verdict, ref FanOut fan)
    {
        ref var header = ref marketEvent.HeaderRef;
        Flow(header, ref fan);
        if (verdict.Outcome == TradeIdOutcome.Late)
            CountLate();
        else if (_trades.Doubt != GapReason.None || verdict.Outcome != TradeIdOutcome.Next)
            AnnounceTrades(header, verdict, ref fan);
        header.Sequence = ++_trades.Sequence;
        if (verdict.Outcome != TradeIdOutcome.Late)
        {
            _lastTrade = marketEvent.TradeRef;
            (_tradesContinue, _sourceIsNew) = (true, false);
        }

        if (_newcomers.Length != 0)
            _newcomers = [];
        fan.Offer(_toTrades, ref marketEvent);
        Count(header, ref _counters.Trades);
    }

    public void Quote(ref MarketEvent marketEvent, ref FanOut fan)
    {
        ref var header = ref marketEvent.HeaderRef;
        Flow(header, ref fan);
        if (_quotes.Doubt != GapReason.None)
            AnnounceUnknown(header, ref _quotes, MarketEventKind.Quote, ref fan);
        header.Sequence = ++_quotes.Sequence;
        _lastQuote = marketEvent.QuoteRef;
        _quotesContinue = true;
        fan.Offer(_toQuotes, ref marketEvent);
        Count(header, ref _counters.Quotes);
    }

    public void Book(ref MarketEvent marketEvent, ref FanOut fan)
    {
        ref var header = ref marketEvent.HeaderRef;
        Flow(header, ref fan);
        if (_books.Doubt != GapReason.None)
            AnnounceUnknown(header, ref _books, MarketEventKind.Book, ref fan);
        header.Sequence = ++_books.Sequence;
        header.Flags &= ~EventFlags.LastKnown;
        fan.Offer(_toBooks, ref marketEvent);
        Count(header, ref _counters.Books);
    }

    /// <summary>A trade that the venue told as its last one: no live event.</summary>
    public void LastKnownTrade(ref MarketEvent marketEvent, in TradeVerdict verdict, ref FanOut fan)
    {
        ref var header = ref marketEvent.HeaderRef;
        Flow(header, ref fan);
        if (verdict.Outcome is TradeIdOutcome.Gap or TradeIdOutcome.Unknown)
            AnnounceTrades(header, verdict, ref fan);
        else if (verdict is { Outcome: TradeIdOutcome.Duplicate, Exact: true } && _tradesContinue)
            _trades.Doubt = GapReason.None;
        _counters.LastKnown++;
        if (_lastTrade.Header.Kind != MarketEventKind.None
            && (verdict.Outcome == TradeIdOutcome.Duplicate || header.ExchangeTime.CompareTo(_lastTrade.ExchangeTime) < 0))
            return;

        header.Sequence = verdict.Outcome is TradeIdOutcome.Gap or TradeIdOutcome.Unknown ? _trades.Sequence : 0;
        _lastTrade = marketEvent.TradeRef;
        header.Sequence = 0;
        fan.Offer(_newcomers, ref marketEvent);
        _newcomers = [];
    }

    /// <summary>
    /// A quote that the venue told as its last one: outside the numbering, yet what holds now,
    /// so every subscriber that wants last known values gets it.
    /// </summary>
    public void LastKnownQuote(ref MarketEvent marketEvent, ref FanOut fan)
    {
        ref var header = ref marketEvent.HeaderRef;
        Flow(header, ref fan);
        if (_quotes.Doubt != GapReason.None)
            AnnounceUnknown(header, ref _quotes, MarketEventKind.Quote, ref fan);
        _counters.LastKnown++;
        header.Sequence = 0;
        _lastQuote = marketEvent.QuoteRef;
        OfferLastKnown(ref marketEvent, ref fan);
    }

    /// <summary>What the new source told last holds now, where it is newer than what was told here; outside the numbering.</summary>
    private void TakeLastValues(EventStream source, ref FanOut fan)
    {
        if (source._lastTrade.ReceiveTime > _lastTrade.ReceiveTime)
        {
            var trade = AsLastKnown(new MarketEvent(source._lastTrade));
            _lastTrade = trade.TradeRef;
            fan.Offer(_newcomers, ref trade);
            _newcomers = [];
        }

        if (source._lastQuote.ReceiveTime > _lastQuote.ReceiveTime)
        {
            var quote = AsLastKnown(new MarketEvent(source._lastQuote));
            _lastQuote = quote.QuoteRef;
            OfferLastKnown(ref quote, ref fan);
        }
    }

    private static MarketEvent AsLastKnown(MarketEvent value)
    {
        ref var header = ref value.HeaderRef;
        header.Flags |= EventFlags.LastKnown;
        header.Sequence = 0;
        return value;
    }

    private void OfferLastKnown(ref MarketEvent quote, ref FanOut fan)
    {
        foreach (var attachment in _toQuotes)
        {
            if (attachment.WantsLastKnown)
                fan.Offer(attachment, ref quote);
        }
    }

    /// <summary>A trade seen before.</summary>
    public void RepeatedTrade(in EventHeader header, ref FanOut fan)
    {
        _counters.DuplicateTrades++;
        FlowAgain(header, ref fan);
    }

    /// <summary>A quote no newer than one before it. The newest one again proves that none was missed.</summary>
    public void RepeatedQuote(ref MarketEvent marketEvent, ref FanOut fan)
    {
        ref var header = ref marketEvent.HeaderRef;
        _counters.DuplicateQuotes++;
        FlowAgain(header, ref fan);
        if (_quotesContinue && _lastQuote.Sequence > 0 && _lastQuote.UpdateId == marketEvent.QuoteRef.UpdateId)
            _quotes.Doubt = GapReason.None;
    }

    private void AnnounceTrades(in EventHeader header, in TradeVerdict verdict, ref FanOut fan)
    {
        // What a new source knows to be missing is not all that may be, where the one before was in trouble.
        if (verdict.Missing > 0 && !(_sourceIsNew && _trades.Doubt != GapReason.None))
            Announce(header, ref _trades, MarketEventKind.Trade, verdict.Missing, ref fan);
        else if (verdict.Outcome != TradeIdOutcome.Next || !verdict.Exact || !_tradesContinue)
            AnnounceUnknown(header, ref _trades, MarketEventKind.Trade, ref fan);
        _trades.Doubt = GapReason.None;
    }

    private void AnnounceUnknown(in EventHeader header, ref KindState kind, MarketEventKind lost, ref FanOut fan)
    {
        if (kind.Sequence > 0)
            Announce(header, ref kind, lost, 0, ref fan);
        kind.Doubt = GapReason.None;
    }

    private void Announce(in EventHeader header, ref KindState kind, MarketEventKind lost, long missed, ref FanOut fan) =>
        Announce(header, ref kind, lost, missed, kind.Doubt == GapReason.None ? GapReason.VenueGap : kind.Doubt, ref fan);

    private void Announce(
        in EventHeader header, ref KindState kind, MarketEventKind lost, long missed, GapReason reason, ref FanOut fan)
    {
        var from = kind.Sequence + 1;
        kind.Sequence += Math.Max(missed, 1);
        Emit(FeedStatus.GapOf(key.Symbol, header.Provider, header.ReceiveTime, reason, lost, from, kind.Sequence, missed), ref fan);
        _counters.GapsByReason.Add(reason);
        _counters.Lost += missed;
    }

    private void Emit(in FeedStatus status, ref FanOut fan)
    {
        var marketEvent = new MarketEvent(status);
        ref var header = ref marketEvent.HeaderRef;
        header.Epoch = numbering.Epoch;
        header.PublishTime = fan.Now;
        header.Sequence = ++_statuses;
        _counters.Statuses++;
        fan.Offer(_all, ref marketEvent);
        if (status.Kind is not (FeedStatusKind.Gap or FeedStatusKind.SourceChanged))
            _lastStatus = marketEvent;
    }
}
