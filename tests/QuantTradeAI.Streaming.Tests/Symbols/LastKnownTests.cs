using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Symbols;

public class LastKnownTests
{
    [Fact]
    public void Subscribe_AfterData_FirstGetsTheLastValuesWithTheirTimesAndNumbers()
    {
        var rig = new HubRig();
        rig.Trades(1, 2, 3);
        rig.Quotes(1, 2);
        var published = UnixNanos.Now(rig.Clock);
        rig.Clock.Advance(TimeSpan.FromMinutes(1));

        using var reader = rig.Subscribe();
        rig.Trades(4);

        var events = Drain(reader);
        Assert.Equal("last:T3 last:Q2 T4", Tell(events));
        Assert.Equal(published, events[0].Header.PublishTime);
        Assert.Equal(rig.Clock.GetUtcNow(), events[2].Header.PublishTime.ToDateTimeOffset());
    }

    [Fact]
    public void Subscribe_WithoutLastKnown_GetsLiveEventsOnly()
    {
        var rig = new HubRig();
        rig.Trades(1);

        using var reader = rig.Hub.Subscribe(Request(lastKnown: false));
        rig.Trades(2);

        Assert.Equal("T2", Tell(Drain(reader)));
    }

    [Fact]
    public void Subscribe_MoreStreamsThanCapacity_StillGetsAllLastValues()
    {
        var rig = new HubRig();
        var names = Enumerable.Range(0, 40).Select(i => $"MANY-{i}").ToArray();
        foreach (var name in names)
        {
            rig.Hub.SetSources(Symbol.Of(name), [A]);
            rig.Publish(TradeOf(1, symbol: Symbol.Of(name)));
        }

        using var reader = rig.Subscribe(string.Join(' ', names), capacity: 16);

        Assert.Equal(40, Drain(reader).Count(one => one.IsLastKnown));
    }

    [Fact]
    public void VenuesLastTrade_NoTradeYet_GoesToNewcomersOutsideTheNumbering()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();
        using var notWanted = rig.Hub.Subscribe(Request(lastKnown: false));

        rig.Publish(TradeOf(100, flags: EventFlags.LastKnown));
        rig.Trades(101);
        using var later = rig.Subscribe();

        Assert.Equal("Live last:T0 T1", Tell(Drain(reader)));
        Assert.Equal("Live T1", Tell(Drain(notWanted)));
        Assert.Equal("last:T1", Tell(Drain(later)));
    }

    [Fact]
    public void VenuesLastTrade_ProvesMissedTrades_AnnouncesThemAndItself()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Trades(10);
        rig.Status(FeedStatusKind.Disconnected);
        rig.Publish(TradeOf(13, flags: EventFlags.LastKnown));
        using var later = rig.Subscribe();
        rig.Trades(14);

        Assert.Equal("Live T1 Disconnected Resynced gapT2-4:3:Disconnected T5", Tell(Drain(reader)));
        Assert.Equal("last:T4 T5", Tell(Drain(later)));
    }

    [Fact]
    public void VenuesLastTrade_IsTheOneSeen_ProvesThatNothingIsMissing()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Trades(10);
        rig.Status(FeedStatusKind.Disconnected);
        rig.Publish(TradeOf(10, flags: EventFlags.LastKnown));
        rig.Trades(11);

        Assert.Equal("Live T1 Disconnected Resynced T2", Tell(Drain(reader)));
    }

    [Fact]
    public void VenuesLastTrade_DuringARotation_LosesNothing()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Trades(10);
        rig.Publish(TradeOf(12, flags: EventFlags.LastKnown));
        rig.Trades(11, 12, 13);

        Assert.Equal("Live T1 T2 T3 T4", Tell(Drain(reader)));
        Assert.Equal(0, rig.Hub.Totals().Providers[A].Lost);
    }

    [Fact]
    public void VenuesLastTrade_GrowingIdsDuringARotation_DropsNoLiveTrade()
    {
        var rig = new HubRig(TradeIdRule.Growing);
        using var reader = rig.Subscribe();

        rig.Trades(10);
        rig.Publish(TradeOf(15, flags: EventFlags.LastKnown));
        rig.Trades(12, 15, 15);

        Assert.Equal("Live T1 T2 T3", Tell(Drain(reader)));
    }

    [Fact]
    public void VenuesLastQuote_AfterADisconnection_ReachesAllWhoWantIt()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();

        rig.Quotes(1);
        rig.Status(FeedStatusKind.Disconnected);
        rig.Publish(QuoteOf(5, flags: EventFlags.LastKnown));
        rig.Quotes(6);

        Assert.Equal("Live Q1 Disconnected Resynced gapQ2-2:0:Disconnected last:Q0 Q3", Tell(Drain(reader)));
    }
}
