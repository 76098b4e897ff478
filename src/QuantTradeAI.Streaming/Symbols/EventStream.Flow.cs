using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>How good the stream is: live, stale or disconnected.</summary>
internal sealed partial class EventStream
{
    private bool _flows;
    private bool _hadData;
    private bool _resyncDue;
    private FeedStatusKind? _state;
    private UnixNanos _since;
    private MarketEvent _lastStatus;

    /// <summary>Live, stale, disconnected or resynced; null before the first sign of life.</summary>
    public FeedStatusKind? State => _state;

    /// <summary>Since when by the hub's clock; absent before the first sign of life.</summary>
    public UnixNanos Since => _since;

    /// <summary>A session's word on its source. After a disconnection only data proves that it flows again: live and resynced are not believed.</summary>
    public void Status(in FeedStatus status, ref FanOut fan)
    {
        switch (status.Kind)
        {
            case FeedStatusKind.Disconnected when _state != FeedStatusKind.Disconnected:
            case FeedStatusKind.Stale when _state is not (FeedStatusKind.Disconnected or FeedStatusKind.Stale):
                Degrade(status, ref fan);
                break;
            case FeedStatusKind.Live when _state == FeedStatusKind.Stale && !_resyncDue:
                BecomeFlowing(status.Header, FeedStatusKind.Live, ref fan);
                break;
            case FeedStatusKind.Gap:
                AnnounceFromSession(status, ref fan);
                break;
        }
    }

    /// <summary>The consolidated stream has another source.</summary>
    /// <param name="provider">The source from now on.</param>
    /// <param name="previous">The source until now.</param>
    /// <param name="source">Its venue stream.</param>
    /// <param name="lacks">What subscribers want and it does not offer.</param>
    /// <param name="idsGoOn">Whether both sources' trade ids are judged as one.</param>
    /// <param name="fan">Where to.</param>
    public void ChangeSource(ProviderId provider, ProviderId previous, EventStream source, DataTypes lacks, bool idsGoOn, ref FanOut fan)
    {
        Emit(FeedStatus.SourceChangedTo(key.Symbol, provider, previous, fan.Now), ref fan);
        _quotesContinue = false;
        if (!idsGoOn)
            (_tradesContinue, _sourceIsNew) = (false, true);
        if (_state == FeedStatusKind.Stale)
            DoubtAll(GapReason.Stale);
        TakeState(provider, source._state, ref fan);
        AnnounceUnserved(provider, lacks, ref fan);
        TakeLastValues(source, ref fan);
    }

    /// <summary>Tells subscribers which kinds that they want do not come from this source.</summary>
    public void AnnounceUnserved(ProviderId provider, DataTypes lacks, ref FanOut fan)
    {
        foreach (var dataType in (lacks & Wanted).Each())
        {
            var gap = FeedStatus.GapOf(key.Symbol, provider, fan.Now, GapReason.NotServed, dataType.Kind(), 0, 0, 0);
            AnnounceFromSession(gap, ref fan);
        }
    }

    /// <summary>The consolidated stream has its first source, which may have spoken before.</summary>
    public void BeginWith(ProviderId provider, EventStream source, ref FanOut fan)
    {
        TakeState(provider, source._state, ref fan);
        TakeLastValues(source, ref fan);
    }

    private void TakeState(ProviderId source, FeedStatusKind? state, ref FanOut fan)
    {
        switch (state)
        {
            case FeedStatusKind.Disconnected or FeedStatusKind.Stale when state != _state:
                Degrade(FeedStatus.Of(state.Value, key.Symbol, source, fan.Now), ref fan);
                break;
            case FeedStatusKind.Live or FeedStatusKind.Resynced when !_flows:
                var header = FeedStatus.Of(state.Value, key.Symbol, source, fan.Now).Header;
                BecomeFlowing(header, _resyncDue ? FeedStatusKind.Resynced : FeedStatusKind.Live, ref fan);
                break;
            case null when _flows:
                (_flows, _state, _since) = (false, null, default);
                break;
        }
    }

    private void Degrade(in FeedStatus status, ref FanOut fan)
    {
        _flows = false;
        (_state, _since) = (status.Kind, fan.Now);
        if (status.Kind == FeedStatusKind.Disconnected)
        {
            _resyncDue = _hadData;
            DoubtAll(GapReason.Disconnected);
        }

        Emit(FeedStatus.Of(status.Kind, key.Symbol, status.Provider, status.Header.ReceiveTime), ref fan);
    }

    /// <summary>Data came. True when that is news.</summary>
    public bool Flow(in EventHeader header, ref FanOut fan)
    {
        if (_flows)
            return false;
        _hadData = true;
        BecomeFlowing(header, _resyncDue ? FeedStatusKind.Resynced : FeedStatusKind.Live, ref fan);
        return true;
    }

    /// <summary>A repetition is no news, yet after a disconnection it proves that data flows again. True when it does.</summary>
    public bool FlowAgain(in EventHeader header, ref FanOut fan) => _state == FeedStatusKind.Disconnected && Flow(header, ref fan);

    private void DoubtAll(GapReason reason) => _trades.Doubt = _quotes.Doubt = _books.Doubt = reason;

    private void BecomeFlowing(in EventHeader header, FeedStatusKind kind, ref FanOut fan)
    {
        _flows = true;
        _resyncDue = false;
        (_state, _since) = (kind, fan.Now);
        Emit(FeedStatus.Of(kind, key.Symbol, header.Provider, header.ReceiveTime), ref fan);
    }

    private void AnnounceFromSession(in FeedStatus gap, ref FanOut fan)
    {
        var header = gap.Header;
        var missed = Math.Max(gap.Missed, 0);
        var reason = gap.Reason == GapReason.None ? GapReason.VenueGap : gap.Reason;
        switch (gap.Lost)
        {
            case MarketEventKind.Trade:
                Announce(header, ref _trades, MarketEventKind.Trade, missed, reason, ref fan);
                break;
            case MarketEventKind.Quote:
                Announce(header, ref _quotes, MarketEventKind.Quote, missed, reason, ref fan);
                break;
            case MarketEventKind.Book:
                Announce(header, ref _books, MarketEventKind.Book, missed, reason, ref fan);
                break;
        }

        // An unknown number of them stands for all that follows, until it is served again.
        if (reason == GapReason.NotServed)
            Trust(gap.Lost);
    }

    private void Trust(MarketEventKind kind)
    {
        if (kind == MarketEventKind.Trade)
            _trades.Doubt = GapReason.None;
        else if (kind == MarketEventKind.Quote)
            _quotes.Doubt = GapReason.None;
        else
            _books.Doubt = GapReason.None;
    }
}
