using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>How good the stream is: live, stale or disconnected.</summary>
internal sealed partial class EventStream
{
    private bool _flows;
    private bool _hadData;
    private bool _resyncDue;
    private FeedStatusKind? _state;
    private MarketEvent _lastStatus;

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
    public void ChangeSource(ProviderId provider, ProviderId previous, EventStream source, ref FanOut fan)
    {
        Emit(FeedStatus.SourceChangedTo(key.Symbol, provider, previous, fan.Now), ref fan);
        _tradeSource = default;
        TakeState(provider, source._state, ref fan);
        TakeLastValues(source, ref fan);
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
                (_flows, _state) = (false, null);
                break;
        }
    }

    private void Degrade(in FeedStatus status, ref FanOut fan)
    {
        _flows = false;
        _state = status.Kind;
        if (status.Kind == FeedStatusKind.Disconnected)
        {
            _resyncDue = _hadData;
            _trades.Disconnected = _quotes.Disconnected = _books.Disconnected = true;
        }

        Emit(FeedStatus.Of(status.Kind, key.Symbol, status.Provider, status.Header.ReceiveTime), ref fan);
    }

    private void Flow(in EventHeader header, ref FanOut fan)
    {
        if (_flows)
            return;
        _hadData = true;
        BecomeFlowing(header, _resyncDue ? FeedStatusKind.Resynced : FeedStatusKind.Live, ref fan);
    }

    /// <summary>A repetition is no news, yet after a disconnection it proves that data flows again.</summary>
    private void FlowAgain(in EventHeader header, ref FanOut fan)
    {
        if (_state == FeedStatusKind.Disconnected)
            Flow(header, ref fan);
    }

    private void BecomeFlowing(in EventHeader header, FeedStatusKind kind, ref FanOut fan)
    {
        _flows = true;
        _resyncDue = false;
        _state = kind;
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
    }
}
