using QuantTradeAI.Cluster.Providers;
using QuantTradeAI.Streaming.MarketData;
using static QuantTradeAI.Cluster.Tests.Providers.Events;

namespace QuantTradeAI.Cluster.Tests.Providers;

/// <summary>A lane of four that a symbol does not empty.</summary>
public sealed class SymbolPumpOverflowTests : IAsyncLifetime
{
    private readonly PumpRig _rig = new(new SymbolPumpOptions { LaneCapacity = 4 });
    private IntakeCall _first = null!;

    public async Task InitializeAsync() => _first = await _rig.BlockAsync(Btc);

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Lane_ThatIsFull_LosesItsOldestAndTellsSoInTheirPlace()
    {
        _rig.PublishTrades(Btc, 1, 10);

        Assert.Equal(
            [
                Line(Gap(Btc, GapReason.Undelivered, MarketEventKind.Trade, 6)),
                Line(Trade(Btc, 7)), Line(Trade(Btc, 8)), Line(Trade(Btc, 9)), Line(Trade(Btc, 10)),
            ],
            await RestAsync());
        Assert.Equal((6, 0), (_rig.Pump.Dropped, _rig.Pump.Waiting));
        Assert.Equal(
            ["Warning 9105 BTC-USD does not take the events of pumped in time: 1 events of the provider were dropped since the last such line, each told in a gap."],
            _rig.Log.Lines);
    }

    [Fact]
    public async Task Gap_TellsWhenItWasNoticed()
    {
        _rig.PublishTrades(Btc, 1, 5);
        _first.Take();

        var gap = (await _rig.Intake.NextAsync("the gap")).Events[0].Status;

        Assert.Equal((UnixNanos.Now(_rig.Clock), 0, 0), (gap.Header.ReceiveTime, gap.From, gap.To));
    }

    [Fact]
    public async Task Kinds_AreCountedApart()
    {
        _rig.Publish(Quote(Btc, 1), Book(Btc), Trade(Btc, 1), Quote(Btc, 2));
        _rig.PublishTrades(Btc, 11, 14);

        Assert.Equal(
            [
                Line(Gap(Btc, GapReason.Undelivered, MarketEventKind.Trade, 1)),
                Line(Gap(Btc, GapReason.Undelivered, MarketEventKind.Quote, 2)),
                Line(Gap(Btc, GapReason.Undelivered, MarketEventKind.Book, 1)),
            ],
            (await RestAsync()).Take(3));
    }

    [Fact]
    public async Task Gaps_ThatAreLost_AreAddedUp()
    {
        _rig.Publish(Trade(Btc, 1), Gap(Btc, GapReason.Unreadable, MarketEventKind.Trade, 3), Quote(Btc, 1), Gap(Btc, GapReason.VenueGap, MarketEventKind.Quote, 0));
        _rig.PublishTrades(Btc, 11, 14);

        Assert.Equal(
            [
                Line(Gap(Btc, GapReason.Undelivered, MarketEventKind.Trade, 4)),
                Line(Gap(Btc, GapReason.Undelivered, MarketEventKind.Quote, 0)),
            ],
            (await RestAsync()).Take(2));
        Assert.Equal(2, _rig.Pump.Dropped);
    }

    [Fact]
    public async Task Statuses_ThatAreLost_AreToldByTheirNewest()
    {
        _rig.Pump.Publish(StatusOf(Btc, FeedStatusKind.Stale));
        _rig.Pump.Publish(StatusOf(Btc, FeedStatusKind.Disconnected));
        _rig.Publish(Trade(Btc, 1), Gap(Btc, GapReason.NotServed, MarketEventKind.Quote, 0));
        _rig.Pump.Publish(StatusOf(Btc, FeedStatusKind.Live));
        _rig.Pump.Publish(StatusOf(Btc, FeedStatusKind.Stale));
        _rig.PublishTrades(Btc, 11, 14);

        Assert.Equal(
            [
                Line(Gap(Btc, GapReason.Undelivered, MarketEventKind.Trade, 1)),
                Line(Gap(Btc, GapReason.NotServed, MarketEventKind.Quote, 0)),
                Line(Of(StatusOf(Btc, FeedStatusKind.Disconnected))),
                Line(Of(StatusOf(Btc, FeedStatusKind.Stale))),
                Line(Trade(Btc, 11)),
            ],
            (await RestAsync()).Take(5));
    }

    [Fact]
    public async Task Disconnection_AfterOtherStatuses_IsToldAlone()
    {
        _rig.Pump.Publish(StatusOf(Btc, FeedStatusKind.Stale));
        _rig.Pump.Publish(StatusOf(Btc, FeedStatusKind.Disconnected));
        _rig.PublishTrades(Btc, 11, 14);

        Assert.Equal([Line(Of(StatusOf(Btc, FeedStatusKind.Disconnected))), Line(Trade(Btc, 11))], (await RestAsync()).Take(2));
        Assert.Equal(0, _rig.Pump.Dropped);
    }

    [Fact]
    public async Task Pump_ThatIsFull_LeavesEachLaneItsShare()
    {
        await using var rig = new PumpRig(new SymbolPumpOptions { LaneCapacity = 200, MaxWaiting = 150 });
        await rig.BlockAsync(Btc);
        var other = await rig.BlockAsync(Eth);

        rig.PublishTrades(Btc, 1, 170);
        Assert.Equal((150, 20), (rig.Pump.Waiting, rig.Pump.Dropped));
        rig.PublishTrades(Eth, 1, SymbolPumpOptions.CrowdedShare);
        Assert.Equal(20, rig.Pump.Dropped);
        rig.PublishTrades(Eth, 65, 66);

        Assert.Equal((150 + SymbolPumpOptions.CrowdedShare, 22), (rig.Pump.Waiting, rig.Pump.Dropped));
        other.Take();
        Assert.Equal(Line(Gap(Eth, GapReason.Undelivered, MarketEventKind.Trade, 2)), (await rig.Intake.NextAsync("the gap")).Lines.First());
    }

    private async Task<IEnumerable<string>> RestAsync()
    {
        _first.Take();
        var call = await _rig.Intake.NextAsync("what waited");
        call.Take();
        Assert.True(await _rig.Pump.DrainAsync(default));
        return call.Lines;
    }
}
