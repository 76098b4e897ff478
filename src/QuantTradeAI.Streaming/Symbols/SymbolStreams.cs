using System.Runtime.InteropServices;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>All streams of one symbol under one lock: each provider's, and the consolidated one that follows the chosen source.</summary>
internal sealed partial class SymbolStreams(Symbol symbol, Numbering numbering, Func<ProviderId, VenueFacts> factsOf, ISourcePolicy policy)
{
    private readonly EventStream _consolidated = new(new StreamKey(symbol), numbering);
    private VenueFeed[] _venues = [];

    /// <summary>Guards everything here and in the streams; taken before a queue's lock, never after.</summary>
    public Lock Gate { get; } = new();

    public void Publish(ref MarketEvent marketEvent, ref FanOut fan)
    {
        ref var header = ref marketEvent.HeaderRef;
        var venue = Venue(header.Provider);
        header.Epoch = numbering.Epoch;
        header.PublishTime = fan.Now;
        switch (header.Kind)
        {
            case MarketEventKind.Trade when (header.Flags & EventFlags.LastKnown) == 0:
                PublishTrade(ref marketEvent, venue, ref fan);
                break;
            case MarketEventKind.Trade:
                PublishLastTrade(ref marketEvent, venue, ref fan);
                break;
            case MarketEventKind.Quote:
                PublishQuote(ref marketEvent, venue, ref fan);
                break;
            case MarketEventKind.Book:
                var consolidated = Flow(venue, header, ref fan);
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
            Disconnected(venue);
        var seenByIds = status is { Kind: FeedStatusKind.Gap, Lost: MarketEventKind.Trade, Reason: not GapReason.NotServed } && venue.TradeIds.Rule == TradeIdRule.Consecutive;
        if (seenByIds)
            return;
        var before = venue.Stream.State;
        venue.Stream.Status(status, ref fan);
        if (status.Provider == _active)
            _consolidated.Status(status, ref fan);
        if (venue.Stream.State != before)
            ReviewSource(ref fan);
    }

    public EventStream Stream(ProviderId provider) => provider == default ? _consolidated : Venue(provider).Stream;

    public void Use(ProviderId provider, VenueFacts facts)
    {
        if (Array.Find(_venues, venue => venue.Provider == provider) is not { } known)
            return;
        known.Use(facts);
        ShareIds();
    }

    /// <summary>One stream; null of a provider that was never published or subscribed to.</summary>
    public StreamSnapshot? Snapshot(ProviderId provider) => provider == default
        ? _consolidated.Snapshot(_active)
        : Array.Find(_venues, venue => venue.Provider == provider)?.Stream.Snapshot(provider);

    public IEnumerable<StreamSnapshot> Snapshots() =>
        [_consolidated.Snapshot(_active), .. _venues.Select(venue => venue.Stream.Snapshot(venue.Provider))];

    /// <summary>Adds what its venues' streams have counted.</summary>
    public void Count(Dictionary<ProviderId, StreamCounters> providers)
    {
        foreach (var venue in _venues)
            CollectionsMarshal.GetValueRefOrAddDefault(providers, venue.Provider, out _) += venue.Stream.Counters;
    }

    private void PublishTrade(ref MarketEvent marketEvent, VenueFeed venue, ref FanOut fan)
    {
        var (id, time) = (marketEvent.TradeRef.TradeId, marketEvent.HeaderRef.ExchangeTime);
        var verdict = venue.TradeIds.Accept(id, time);
        var active = _active;
        var consolidated = verdict.Outcome == TradeIdOutcome.Duplicate
            ? FlowAgain(venue, marketEvent.HeaderRef, ref fan)
            : Flow(venue, marketEvent.HeaderRef, ref fan);
        Tell(venue.Stream, ref marketEvent, verdict, ref fan);
        if (consolidated is null)
            return;
        if (venue.SharedIds is { } shared)
            verdict = shared.Accept(id, time);
        else if (_active != active)
            verdict = SinceTheSwitch(verdict);
        Tell(consolidated, ref marketEvent, verdict, ref fan);
    }

    private static void Tell(EventStream stream, ref MarketEvent trade, in TradeVerdict verdict, ref FanOut fan)
    {
        ref var header = ref trade.HeaderRef;
        if (verdict.Outcome == TradeIdOutcome.Duplicate)
        {
            stream.RepeatedTrade(header, ref fan);
            return;
        }

        if (verdict.Outcome == TradeIdOutcome.Late)
            header.Flags |= EventFlags.Late;
        else
            header.Flags &= ~EventFlags.Late;
        stream.Trade(ref trade, verdict, ref fan);
    }

    /// <summary>What a venue missed before this event made it the source is not missing from the stream that had another source then.</summary>
    private static TradeVerdict SinceTheSwitch(TradeVerdict verdict) =>
        verdict.Outcome is TradeIdOutcome.Gap or TradeIdOutcome.Unknown ? default : verdict;

    private void PublishLastTrade(ref MarketEvent marketEvent, VenueFeed venue, ref FanOut fan)
    {
        var (id, time) = (marketEvent.TradeRef.TradeId, marketEvent.HeaderRef.ExchangeTime);
        var verdict = venue.TradeIds.AcceptLastKnown(id, time);
        var active = _active;
        var consolidated = Flow(venue, marketEvent.HeaderRef, ref fan);
        venue.Stream.LastKnownTrade(ref marketEvent, verdict, ref fan);
        if (consolidated is null)
            return;
        if (venue.SharedIds is { } shared)
            verdict = shared.AcceptLastKnown(id, time);
        else if (_active != active)
            verdict = SinceTheSwitch(verdict);
        consolidated.LastKnownTrade(ref marketEvent, verdict, ref fan);
    }

    private void PublishQuote(ref MarketEvent marketEvent, VenueFeed venue, ref FanOut fan)
    {
        if (!venue.QuoteIds.Accept(marketEvent.QuoteRef.UpdateId, marketEvent.HeaderRef.ExchangeTime))
        {
            var repeated = FlowAgain(venue, marketEvent.HeaderRef, ref fan);
            venue.Stream.RepeatedQuote(ref marketEvent, ref fan);
            repeated?.RepeatedQuote(ref marketEvent, ref fan);
            return;
        }

        var consolidated = Flow(venue, marketEvent.HeaderRef, ref fan);
        if (marketEvent.IsLastKnown)
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

    private void Disconnected(VenueFeed venue)
    {
        venue.Disconnected();
        if (venue.Provider == _active)
            venue.SharedIds?.Disconnected();
    }

    private VenueFeed Venue(ProviderId provider)
    {
        foreach (var venue in _venues)
        {
            if (venue.Provider == provider)
                return venue;
        }

        var added = new VenueFeed(symbol, provider, factsOf(provider), numbering);
        _venues = [.. _venues, added];
        return added;
    }
}
