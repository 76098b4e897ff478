using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Symbols;

public class NumberingTests
{
    [Fact]
    public void Publish_FirstData_IsLiveAndNumberedFromOneInEachKind()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Publish(TradeOf(11), QuoteOf(5), BookOf(), TradeOf(12));

        Assert.Equal("Live T1 Q1 B1 T2", Tell(Drain(reader)));
    }

    [Fact]
    public void Publish_AnEvent_KeepsItsValuesAndAddsEpochAndPublishTime()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();
        var sent = TradeOf(11);

        rig.Publish(sent);

        var got = Drain(reader)[1].Trade;
        Assert.Equal(7, got.Epoch);
        Assert.Equal(UnixNanos.Now(rig.Clock), got.PublishTime);
        Assert.Equal((sent.Trade.ExchangeTime, sent.Trade.ReceiveTime), (got.ExchangeTime, got.ReceiveTime));
        Assert.Equal((sent.Trade.ExactPrice, sent.Trade.ExactSize, sent.Trade.TradeId), (got.ExactPrice, got.ExactSize, got.TradeId));
        Assert.Equal((A, Btc), (got.Provider, got.Symbol));
    }

    [Fact]
    public void Publish_ConsolidatedAndVenueStreams_AreNumberedApart()
    {
        var rig = new HubRig();
        rig.Trades(B, 1, 2);
        using var consolidated = rig.Subscribe();
        using var venueA = rig.Subscribe("BTC-USD@venue-a");
        using var venueB = rig.Subscribe("BTC-USD@venue-b");

        rig.Publish(TradeOf(1), TradeOf(3, B), TradeOf(2));

        Assert.Equal("Live T1 T2", Tell(Drain(consolidated)));
        Assert.Equal("Live T1 T2", Tell(Drain(venueA)));
        Assert.Equal("last:T2 T3", Tell(Drain(venueB)));
    }

    [Fact]
    public void Publish_JumpedIds_GapTakesTheMissingNumbersBeforeTheTrade()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Trades(1, 3);

        Assert.Equal("Live T1 gapT2-2:1:VenueGap T3", Tell(Drain(reader)));
        Assert.Equal(1, rig.Hub.Snapshot(new StreamKey(Btc))!.Counters.Lost);
    }

    [Fact]
    public void Publish_LateTrades_FillTheHoleAndNothingIsLost()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Trades(1, 2, 5, 3, 4, 6);

        Assert.Equal("Live T1 T2 gapT3-4:2:VenueGap T5 late:T6 late:T7 T8", Tell(Drain(reader)));
        var counters = rig.Hub.Snapshot(new StreamKey(Btc, A))!.Counters;
        Assert.Equal((0, 1, 2), (counters.Lost, counters.Gaps, counters.Late));
        Assert.Equal(6, rig.Hub.Snapshot(new StreamKey(Btc))!.LastTrade!.Value.TradeId);
    }

    [Fact]
    public void Publish_OverlapOfARotation_IsDroppedAndCounted()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Publish(TradeOf(1), TradeOf(2), QuoteOf(8), TradeOf(1), TradeOf(2), QuoteOf(8), QuoteOf(7), TradeOf(3), QuoteOf(9));

        Assert.Equal("Live T1 T2 Q1 T3 Q2", Tell(Drain(reader)));
        var totals = rig.Hub.Totals().Providers[A];
        Assert.Equal((2, 2, 3, 2), (totals.DuplicateTrades, totals.DuplicateQuotes, totals.Trades, totals.Quotes));
    }

    [Fact]
    public void Publish_RenumberedVenue_IsAGapOfUnknownLength()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Trades(5_000_000, 1, 2);

        Assert.Equal("Live T1 gapT2-2:0:VenueGap T3 T4", Tell(Drain(reader)));
    }

    [Fact]
    public void Publish_EventsWithoutIdentity_AreRefusedAndCounted()
    {
        var rig = new HubRig();

        rig.Publish(default, TradeOf(1, venue: default(ProviderId)), TradeOf(1, symbol: default(Symbol)), TradeOf(1));

        Assert.Equal(3, rig.Hub.Totals().Refused);
        Assert.Equal(1, rig.Hub.Totals().Providers[A].Trades);
    }

    [Fact]
    public void RegisterProvider_AfterAStreamBegan_StillCounts()
    {
        var rig = new HubRig();
        var late = ProviderId.Of("venue-late");
        using var reader = rig.Subscribe("BTC-USD@venue-late");

        rig.Hub.RegisterProvider(late, TradeIdRule.Consecutive);
        rig.Trades(late, 1, 3);

        Assert.Equal("Live T1 gapT2-2:1:VenueGap T3", Tell(Drain(reader)));
    }
}
