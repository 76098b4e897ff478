using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Recovery;

/// <summary>
/// Holds one stream against its promise, event by event, by a reckoning of its own: numbers are consecutive or announced, no trade of a venue
/// comes twice, all data comes from the source that was named last, in its order, and only while it is live; what was missed in a time without
/// a live source is announced before the next event of each kind.
/// </summary>
internal sealed class SourceAudit(ProviderId source, TradeIdRule rule, Func<ProviderId, string> venueOf, bool isConsolidated = true)
{
    private readonly Dictionary<MarketEventKind, long> _next = [];
    private readonly HashSet<MarketEventKind> _doubted = [];
    private readonly HashSet<(string Venue, long Id)> _trades = [];
    private readonly Dictionary<string, long> _highest = [];
    private FeedStatusKind? _state;
    private long? _missed = 0;
    private bool _hasGap;
    private bool _isUnbroken;
    private long? _lastQuote;
    private long? _lastTrade;

    /// <summary>Where data comes from now, as far as was told.</summary>
    public ProviderId Source { get; private set; } = source;

    public long Changes { get; private set; }

    public long Trades => _trades.Count;

    public long Gaps { get; private set; }

    public bool HasDelivered(ProviderId provider, long id) => _trades.Contains((venueOf(provider), id));

    public long HighestOf(ProviderId provider) => _highest.GetValueOrDefault(venueOf(provider));

    /// <summary>The source told this quote once more: where it is the newest and the source is still the same, none was missed.</summary>
    public void NoteRepeatedQuote(ProviderId provider, long id)
    {
        if (provider == Source && _lastQuote == id)
            _doubted.Remove(MarketEventKind.Quote);
    }

    /// <summary>The source says that this trade is its last one: where it was delivered as such, none was missed.</summary>
    public void NoteLastTrade(ProviderId provider, long id)
    {
        if (provider == Source && _lastTrade == id)
            _doubted.Remove(MarketEventKind.Trade);
    }

    public void Take(IEnumerable<MarketEvent> events)
    {
        foreach (var one in events)
        {
            if (one.Kind == MarketEventKind.Status)
                Take(one.Status);
            else
                TakeData(one);
        }
    }

    private void Take(in FeedStatus status)
    {
        Number(MarketEventKind.Status, status.Header.Sequence, status.Header.Sequence);
        switch (status.Kind)
        {
            case FeedStatusKind.SourceChanged:
                Check(isConsolidated, "a venue stream changed its source");
                Check(status.Previous == Source && status.Provider != Source, $"{status} while the source was {Source}");
                if (_state == FeedStatusKind.Stale)
                    Doubt();
                _lastQuote = null;
                if (venueOf(status.Provider) != venueOf(Source))
                    (_isUnbroken, _lastTrade) = (false, null);
                Source = status.Provider;
                Changes++;
                break;
            case FeedStatusKind.Gap:
                Check(status.Missed is var missed && (missed == 0 ? status.From == status.To : missed == status.To - status.From + 1), $"{status} does not add up");
                Number(status.Lost, status.From, status.To);
                Gaps++;
                if (status.Lost == MarketEventKind.Trade)
                    (_missed, _hasGap) = (status.Missed == 0 ? null : _missed + status.Missed, true);
                else
                    _doubted.Remove(status.Lost);
                break;
            default:
                Check(status.Provider == Source, $"{status} while the source was {Source}");
                if (status.Kind == FeedStatusKind.Disconnected)
                    Doubt();
                _state = status.Kind;
                break;
        }
    }

    private void TakeData(in MarketEvent one)
    {
        Check(one.Header.Provider == Source, $"{one} while the source was {Source}");
        Check(_state is FeedStatusKind.Live or FeedStatusKind.Resynced, $"{one} while {_state}");
        if (one.Kind == MarketEventKind.Quote)
            _lastQuote = one.Sequence == 0 ? null : one.Quote.UpdateId;
        if (one.Sequence == 0)
            return;
        Number(one.Kind, one.Sequence, one.Sequence);
        if (one.Kind == MarketEventKind.Trade)
            TakeTrade(one);
        else
            Check(!_doubted.Contains(one.Kind), $"{one} after trouble and without a gap");
    }

    private void TakeTrade(in MarketEvent one)
    {
        var (venue, id) = (venueOf(one.Header.Provider), one.Trade.TradeId);
        Check(_trades.Add((venue, id)) || rule == TradeIdRule.None, $"{one} came twice");
        var isLate = (one.Header.Flags & EventFlags.Late) != 0;
        if (isLate)
            return;

        var highest = _highest.GetValueOrDefault(venue);
        Check(rule is TradeIdRule.Unordered or TradeIdRule.None || id > highest, $"{one} is older than {highest} and not marked as late");
        if (rule == TradeIdRule.Consecutive && _isUnbroken && _missed is { } missed)
            Check(id - highest - 1 == missed, $"{one} after {highest}, announced missing: {missed}");
        if (_doubted.Contains(MarketEventKind.Trade))
        {
            var isProven = rule == TradeIdRule.Consecutive && _isUnbroken;
            Check(_hasGap || isProven, $"{one} after trouble and without a gap");
        }

        _doubted.Remove(MarketEventKind.Trade);
        _highest[venue] = Math.Max(highest, id);
        (_missed, _hasGap, _isUnbroken, _lastTrade) = (0, false, true, id);
    }

    private void Doubt()
    {
        foreach (var kind in _next.Keys.Where(kind => kind is not MarketEventKind.Status))
            _doubted.Add(kind);
    }

    private void Number(MarketEventKind kind, long from, long to)
    {
        var next = _next.GetValueOrDefault(kind, 1);
        Check(from == next, $"{kind} {from} came where {next} was to come");
        _next[kind] = to + 1;
    }

    private static void Check(bool holds, string what) => Assert.True(holds, what);
}
