using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Symbols;

public class FeedStatusTests
{
    [Theory]
    [InlineData(TradeIdRule.Consecutive, "Resynced gapT2-3:2:Disconnected T4")]
    [InlineData(TradeIdRule.Growing, "Resynced gapT2-2:0:Disconnected T3")]
    [InlineData(TradeIdRule.Unordered, "Resynced gapT2-2:0:Disconnected T3")]
    [InlineData(TradeIdRule.None, "Resynced gapT2-2:0:Disconnected T3")]
    public void Disconnected_ThenATrade_ResyncsAndTellsWhatIsMissing(TradeIdRule rule, string expected)
    {
        var rig = new HubRig(rule);
        using var reader = rig.Subscribe();

        rig.Trades(1);
        rig.Status(FeedStatusKind.Disconnected);
        rig.Trades(4);

        Assert.Equal("Live T1 Disconnected " + expected, Tell(Drain(reader)));
    }

    [Fact]
    public void Disconnected_ThenTheNextId_ProvesThatNothingIsMissing()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Publish(TradeOf(1), QuoteOf(1));
        rig.Status(FeedStatusKind.Disconnected);
        rig.Publish(TradeOf(2), TradeOf(3), QuoteOf(2), QuoteOf(3));

        Assert.Equal("Live T1 Q1 Disconnected Resynced T2 T3 gapQ2-2:0:Disconnected Q3 Q4", Tell(Drain(reader)));
    }

    [Fact]
    public void Disconnected_OverlapAfterwards_IsNotDeliveredTwice()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Trades(10, 11, 12);
        rig.Status(FeedStatusKind.Disconnected);
        rig.Trades(11, 12, 13);

        Assert.Equal("Live T1 T2 T3 Disconnected Resynced T4", Tell(Drain(reader)));
    }

    [Fact]
    public void Stale_ThenData_IsLiveAgainWithoutAGap()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Trades(1);
        rig.Status(FeedStatusKind.Stale);
        rig.Status(FeedStatusKind.Stale);
        rig.Trades(2);

        Assert.Equal("Live T1 Stale Live T2", Tell(Drain(reader)));
    }

    [Theory]
    [InlineData(TradeIdRule.Unordered, "Live T1 gapT2-2:1:Unreadable T3")]
    [InlineData(TradeIdRule.Consecutive, "Live T1 gapT2-2:1:VenueGap T3")] // The next id tells.
    public void Gap_InPlaceOfAnUnreadableTrade_IsToldOnce(TradeIdRule rule, string expected)
    {
        var rig = new HubRig(rule);
        using var reader = rig.Subscribe();

        var gap = FeedStatus.GapOf(Btc, A, new UnixNanos(2), GapReason.Unreadable, MarketEventKind.Trade, 0, 0, 1);
        rig.Publish(TradeOf(1), new MarketEvent(gap), TradeOf(3));

        Assert.Equal(expected, Tell(Drain(reader)));
    }

    [Fact]
    public void Status_EveryEvent_IsNumberedAsItsOwnKind()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Trades(1);
        rig.Status(FeedStatusKind.Stale);
        rig.Status(FeedStatusKind.Disconnected);
        rig.Trades(3);

        var statuses = Drain(reader).Where(one => one.Kind == MarketEventKind.Status).ToList();
        Assert.Equal("Live Stale Disconnected Resynced gapT2-2:1:Disconnected", Tell(statuses));
        Assert.Equal([1, 2, 3, 4, 5], statuses.Select(one => one.Sequence));
    }

    [Fact]
    public void Status_OfAnotherVenue_DoesNotTouchTheConsolidatedStream()
    {
        var rig = new HubRig();
        using var consolidated = rig.Subscribe();
        using var venue = rig.Subscribe("BTC-USD@venue-b");

        rig.Trades(1);
        rig.Status(FeedStatusKind.Disconnected, B);
        rig.Trades(2);

        Assert.Equal("Live T1 T2", Tell(Drain(consolidated)));
        Assert.Equal("Disconnected", Tell(Drain(venue)));
    }

    [Fact]
    public void Gap_FromTheSession_TakesNumbersOfItsKind()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Quotes(1);
        rig.Hub.Publish(FeedStatus.GapOf(Btc, A, new UnixNanos(9), GapReason.VenueGap, MarketEventKind.Quote, 900, 902, 3));
        rig.Hub.Publish(FeedStatus.GapOf(Btc, A, new UnixNanos(9), GapReason.VenueGap, MarketEventKind.Trade, 900, 902, 3));
        rig.Quotes(2);

        Assert.Equal("Live Q1 gapQ2-4:3:VenueGap Q5", Tell(Drain(reader)));
    }

    [Fact]
    public void Subscribe_WhileDisconnected_IsToldFirst()
    {
        var rig = new HubRig();
        rig.Trades(1);
        rig.Status(FeedStatusKind.Disconnected);

        using var reader = rig.Subscribe();

        Assert.Equal("last:Disconnected last:T1", Tell(Drain(reader)));
    }

    [Fact]
    public void Disconnected_ThenTheNewestQuoteAgain_ProvesThatDataFlowsAndNothingIsMissing()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Quotes(7, 8);
        rig.Status(FeedStatusKind.Disconnected);
        rig.Quotes(8);
        Assert.Equal("Live Q1 Q2 Disconnected Resynced", Tell(Drain(reader)));
        rig.Quotes(9);

        Assert.Equal("Q3", Tell(Drain(reader)));
        Assert.Equal(1, rig.Hub.Totals().Providers[A].DuplicateQuotes);
    }

    [Fact]
    public void Disconnected_ThenAnOlderQuote_ProvesThatDataFlowsButNotThatNothingIsMissing()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Quotes(7, 8);
        rig.Status(FeedStatusKind.Disconnected);
        rig.Quotes(7);
        Assert.Equal("Live Q1 Q2 Disconnected Resynced", Tell(Drain(reader)));
        rig.Quotes(9);

        Assert.Equal("gapQ3-3:0:Disconnected Q4", Tell(Drain(reader)));
    }

    [Fact]
    public void Disconnected_ThenARepeatedTrade_ProvesThatDataFlows()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Trades(7);
        rig.Status(FeedStatusKind.Disconnected);
        rig.Trades(7);

        Assert.Equal("Live T1 Disconnected Resynced", Tell(Drain(reader)));
    }

    [Fact]
    public void Stale_ThenARepeatedQuote_StaysStale()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Quotes(7);
        rig.Status(FeedStatusKind.Stale);
        rig.Quotes(7);

        Assert.Equal("Live Q1 Stale", Tell(Drain(reader)));
    }

    [Fact]
    public void Disconnected_ThenStale_StaysDisconnected()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Trades(1);
        rig.Status(FeedStatusKind.Disconnected);
        rig.Status(FeedStatusKind.Stale);

        Assert.Equal("Live T1 Disconnected", Tell(Drain(reader)));
    }

    [Fact]
    public void Disconnected_ThenLowerIdsOfALaterTime_AreNewTrades()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Publish(TradeAt(1_000, second: 10), QuoteAt(1_000, second: 10));
        rig.Status(FeedStatusKind.Disconnected);
        rig.Publish(TradeAt(600, second: 70), TradeAt(601, second: 71), QuoteAt(600, second: 70), QuoteAt(601, second: 71));

        Assert.Equal(
            "Live T1 Q1 Disconnected Resynced gapT2-2:0:Disconnected T3 T4 gapQ2-2:0:Disconnected Q3 Q4", Tell(Drain(reader)));
    }

    private static MarketEvent TradeAt(long id, int second) => new(new Trade(
        Btc, A, id, new ExactDecimal(1, 0), new ExactDecimal(1, 0), AggressorSide.Buy, new UnixNanos(second * UnixNanos.PerSecond), new UnixNanos(id)));

    private static MarketEvent QuoteAt(long id, int second) => new(new Quote(
        Btc, A, id, new ExactDecimal(1, 0), null, new ExactDecimal(2, 0), null, new UnixNanos(second * UnixNanos.PerSecond), new UnixNanos(id)));
}
