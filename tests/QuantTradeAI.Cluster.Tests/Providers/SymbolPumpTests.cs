using QuantTradeAI.Cluster.Pacing;
using QuantTradeAI.Cluster.Providers;
using QuantTradeAI.Streaming.MarketData;
using static QuantTradeAI.Cluster.Tests.Providers.Events;

namespace QuantTradeAI.Cluster.Tests.Providers;

public sealed class SymbolPumpTests : IAsyncLifetime
{
    private readonly PumpRig _rig = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Event_WhileNothingIsUnderWay_LeavesAtOnce()
    {
        _rig.Publish(Trade(Btc, 1));

        var call = await _rig.Intake.NextAsync("the batch");

        Assert.Equal([Line(Trade(Btc, 1))], call.Lines);
        Assert.Equal(new ProviderBatch { Provider = "pumped", Epoch = PumpRig.Epoch, Number = 1, Facts = PumpRig.Facts, Events = call.Batch.Events }, call.Batch);
        call.Take();
        Assert.True(await _rig.Pump.DrainAsync(default));
        Assert.Equal((1, 1, 0, 0), (_rig.Pump.Sent, _rig.Pump.Batches, _rig.Pump.Waiting, _rig.Pump.Dropped));
    }

    [Fact]
    public async Task Events_WhileABatchIsUnderWay_GoTogetherInTheNext()
    {
        var first = await _rig.BlockAsync(Btc);
        _rig.PublishTrades(Btc, 1, 5);
        Assert.Equal((1, 5), (_rig.Intake.Count, _rig.Pump.Waiting));

        first.Take();
        var second = await _rig.Intake.NextAsync("the second batch");

        Assert.Equal((2, 5), (second.Batch.Number, second.Events.Length));
        Assert.Equal([1, 2, 3, 4, 5], second.Events.Select(one => one.Trade.TradeId));
    }

    [Fact]
    public async Task Events_OfOneCall_GoTogetherForEachSymbol()
    {
        _rig.Publish(Trade(Btc, 1), Trade(Eth, 1), Trade(Btc, 2), Quote(Btc, 3), Trade(Eth, 2));

        var calls = new[] { await _rig.Intake.NextAsync("a batch"), await _rig.Intake.NextAsync("another batch") };

        Assert.Equal(
            [Line(Trade(Btc, 1)), Line(Trade(Btc, 2)), Line(Quote(Btc, 3))], calls.Single(call => call.Symbol == Btc).Lines);
        Assert.Equal([Line(Trade(Eth, 1)), Line(Trade(Eth, 2))], calls.Single(call => call.Symbol == Eth).Lines);
    }

    [Fact]
    public async Task Events_MoreThanABatchTakes_GoInSeveral()
    {
        await using var rig = new PumpRig(new SymbolPumpOptions { MaxBatch = 17 });
        var call = await rig.BlockAsync(Btc);
        rig.PublishTrades(Btc, 1, 40);
        var sizes = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            call.Take();
            call = await rig.Intake.NextAsync($"batch {i + 2}");
            sizes.Add(call.Events.Length);
        }

        Assert.Equal([17, 17, 6], sizes);
        Assert.Equal(40, call.Events[^1].Trade.TradeId);
    }

    [Fact]
    public async Task Symbol_ThatTakesNothing_DelaysNoOther()
    {
        await _rig.BlockAsync(Btc);
        _rig.PublishTrades(Btc, 1, 100);

        _rig.Publish(Trade(Eth, 1));

        Assert.Equal(Eth, (await _rig.Intake.NextAsync("the other symbol's batch")).Symbol);
    }

    [Fact]
    public async Task Statuses_KeepTheirPlaces()
    {
        var first = await _rig.BlockAsync(Btc);
        _rig.Publish(Trade(Btc, 1));
        _rig.Pump.Publish(StatusOf(Btc, FeedStatusKind.Disconnected));
        _rig.Publish(Trade(Btc, 2));

        first.Take();

        Assert.Equal(
            [Line(Trade(Btc, 1)), Line(Of(StatusOf(Btc, FeedStatusKind.Disconnected))), Line(Trade(Btc, 2))],
            (await _rig.Intake.NextAsync("the second batch")).Lines);
    }

    [Fact]
    public async Task Show_OfASymbolWithNothingWaiting_SendsAnEmptyBatch()
    {
        _rig.Pump.ShowTo(Btc);

        var call = await _rig.Intake.NextAsync("the empty batch");

        Assert.Equal((Btc, 1, PumpRig.Epoch, true), (call.Symbol, call.Batch.Number, call.Batch.Epoch, call.Batch.Events.IsEmpty));
    }

    [Fact]
    public async Task Facts_ThatChange_GoWithTheNextBatch()
    {
        var changed = _rig.Pump.Facts with { Venue = "other" };
        _rig.Pump.Facts = changed;

        _rig.Publish(Trade(Btc, 1));

        Assert.Equal(changed, (await _rig.Intake.NextAsync("the batch")).Batch.Facts);
    }

    [Fact]
    public void Event_WithoutASymbol_IsRefusedAndCounted()
    {
        _rig.Publish(default, Trade(default, 1));

        Assert.Equal((2, 0), (_rig.Pump.Refused, _rig.Intake.Count));
    }

    [Fact]
    public async Task Events_ThatCannotBeWritten_AreToldAsAGap()
    {
        var broken = true;
        await using var rig = new PumpRig(write: events =>
        {
            if (!broken)
                return MarketBatch.Write(events);
            broken = false;
            throw new FormatException("no such event");
        });

        rig.Publish(Trade(Btc, 1), Quote(Btc, 1), Of(StatusOf(Btc, FeedStatusKind.Stale)));
        await rig.Clock.ArmedAsync(RetryPause.First);
        rig.Publish(Trade(Btc, 2));
        rig.Clock.Advance(RetryPause.First);
        var call = await rig.Intake.NextAsync("the gaps");

        Assert.Equal(
            [
                Line(Gap(Btc, GapReason.Undelivered, MarketEventKind.Trade, 1)),
                Line(Gap(Btc, GapReason.Undelivered, MarketEventKind.Quote, 1)),
                Line(Of(StatusOf(Btc, FeedStatusKind.Stale))),
                Line(Trade(Btc, 2)),
            ],
            call.Lines);
        Assert.Equal((1, 2), (call.Batch.Number, rig.Pump.Dropped));
        Assert.StartsWith("Error 9106 Events of BTC-USD from pumped cannot be written: 2 were dropped", Assert.Single(rig.Log.Lines), StringComparison.Ordinal);
    }
}
