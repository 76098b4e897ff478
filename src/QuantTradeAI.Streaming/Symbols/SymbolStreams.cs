using System.Collections.Immutable;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>All streams of one symbol under one lock: each provider's, and the consolidated one that follows the chosen source.</summary>
internal sealed class SymbolStreams(Symbol symbol, Func<ProviderId, TradeIdRule> ruleOf, ISourcePolicy policy)
{
    private readonly EventStream _consolidated = new(new StreamKey(symbol));
    private VenueFeed[] _venues = [];
    private ImmutableArray<ProviderId> _sources = [];
    private ProviderId _active;

    /// <summary>Guards everything here and in the streams; taken before a queue's lock, never after.</summary>
    public Lock Gate { get; } = new();

    public void Publish(ref MarketEvent marketEvent, ref FanOut fan)
    {
        ref var header = ref marketEvent.HeaderRef;
        var venue = Venue(header.Provider);
        var consolidated = header.Provider == _active ? _consolidated : null;
        header.Epoch = fan.Epoch;
        header.PublishTime = fan.Now;
        switch (header.Kind)
        {
            case MarketEventKind.Trade when (header.Flags & EventFlags.LastKnown) == 0:
                PublishTrade(ref marketEvent, venue, consolidated, ref fan);
                break;
            case MarketEventKind.Trade:
                var known = venue.TradeIds.AcceptLastKnown(marketEvent.TradeRef.TradeId, header.ExchangeTime);
                venue.Stream.LastKnownTrade(ref marketEvent, known, ref fan);
                consolidated?.LastKnownTrade(ref marketEvent, known, ref fan);
                break;
            case MarketEventKind.Quote:
                PublishQuote(ref marketEvent, venue, consolidated, ref fan);
                break;
            case MarketEventKind.Book:
                venue.Stream.Book(ref marketEvent, ref fan);
                consolidated?.Book(ref marketEvent, ref fan);
                break;
            case MarketEventKind.Status:
                Publish(marketEvent.Status, ref fan);
                break;
        }
    }

    public void Publish(in FeedStatus status, ref FanOut fan)
    {
        var venue = Venue(status.Provider);
        if (status.Kind == FeedStatusKind.Disconnected)
            venue.Disconnected();
        var seenByIds = status is { Kind: FeedStatusKind.Gap, Lost: MarketEventKind.Trade, Reason: not GapReason.NotServed } && venue.TradeIds.Rule == TradeIdRule.Consecutive;
        if (seenByIds)
            return;
        venue.Stream.Status(status, ref fan);
        if (status.Provider == _active)
            _consolidated.Status(status, ref fan);
    }

    public void SetSources(ImmutableArray<ProviderId> sources, ref FanOut fan)
    {
        _sources = sources;
        ReviewSource(ref fan);
    }

    /// <summary>Asks the policy again.</summary>
    public void ReviewSource(ref FanOut fan)
    {
        if (_sources.IsEmpty)
            return;
        var chosen = policy.Choose(symbol, _sources, _active);
        if (chosen == _active)
            return;
        var previous = _active;
        _active = chosen;
        var source = Venue(chosen).Stream;
        if (previous == default)
            _consolidated.BeginWith(chosen, source, ref fan);
        else
            _consolidated.ChangeSource(chosen, previous, source, ref fan);
    }

    public EventStream Stream(ProviderId provider) => provider == default ? _consolidated : Venue(provider).Stream;

    public void Use(ProviderId provider, TradeIdRule rule)
    {
        if (Array.Find(_venues, venue => venue.Provider == provider) is { } known)
            known.Use(rule);
    }

    public IEnumerable<StreamSnapshot> Snapshots() =>
        [_consolidated.Snapshot(_active), .. _venues.Select(venue => venue.Stream.Snapshot(venue.Provider))];

    private static void PublishTrade(ref MarketEvent marketEvent, VenueFeed venue, EventStream? consolidated, ref FanOut fan)
    {
        var verdict = venue.TradeIds.Accept(marketEvent.TradeRef.TradeId, marketEvent.HeaderRef.ExchangeTime);
        if (verdict.Outcome == TradeIdOutcome.Duplicate)
        {
            venue.Stream.RepeatedTrade(marketEvent.HeaderRef, ref fan);
            consolidated?.RepeatedTrade(marketEvent.HeaderRef, ref fan);
            return;
        }

        if (verdict.Outcome == TradeIdOutcome.Late)
            marketEvent.HeaderRef.Flags |= EventFlags.Late;
        venue.Stream.Trade(ref marketEvent, verdict, ref fan);
        consolidated?.Trade(ref marketEvent, verdict, ref fan);
    }

    private static void PublishQuote(ref MarketEvent marketEvent, VenueFeed venue, EventStream? consolidated, ref FanOut fan)
    {
        if (!venue.QuoteIds.Accept(marketEvent.QuoteRef.UpdateId, marketEvent.HeaderRef.ExchangeTime))
        {
            venue.Stream.RepeatedQuote(ref marketEvent, ref fan);
            consolidated?.RepeatedQuote(ref marketEvent, ref fan);
        }
        else if (marketEvent.IsLastKnown)
        {
            venue.Stream.LastKnownQuote(ref marketEvent, ref fan);
            consolidated?.LastKnownQuote(ref marketEvent, ref fan);
        }
        else
        {
            venue.Stream.Quote(ref marketEvent, ref fan);
            consolidated?.Quote(ref marketEvent, ref fan);
        }
    }

    private VenueFeed Venue(ProviderId provider)
    {
        foreach (var venue in _venues)
        {
            if (venue.Provider == provider)
                return venue;
        }

        var added = new VenueFeed(symbol, provider, ruleOf(provider));
        _venues = [.. _venues, added];
        return added;
    }
}
