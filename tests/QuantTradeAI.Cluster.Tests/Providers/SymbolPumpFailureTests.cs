using QuantTradeAI.Cluster.Pacing;
using QuantTradeAI.Cluster.Providers;
using static QuantTradeAI.Cluster.Tests.Providers.Events;

namespace QuantTradeAI.Cluster.Tests.Providers;

/// <summary>Calls that fail, hang or are refused, and the end.</summary>
public sealed class SymbolPumpFailureTests : IAsyncLifetime
{
    private static readonly CancellationToken Over = new(canceled: true);

    private readonly PumpRig _rig = new();
    private IntakeCall _first = null!;

    public async Task InitializeAsync() => _first = await _rig.BlockAsync(Btc);

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Batch_WhoseCallFails_ComesAgainAfterGrowingPauses()
    {
        var call = _first;
        foreach (var pause in new[] { 50, 100, 200, 400, 800, 1600, 2000, 2000 })
        {
            var count = _rig.Intake.Count;
            call.Fail();
            await _rig.Clock.ArmedAsync(TimeSpan.FromMilliseconds(pause));
            _rig.Clock.Advance(TimeSpan.FromMilliseconds(pause - 1));
            Assert.Equal(count, _rig.Intake.Count);
            _rig.Clock.Advance(TimeSpan.FromMilliseconds(1));
            call = await _rig.Intake.NextAsync($"the batch after {pause} ms");
            Assert.Same(_first.Batch, call.Batch);
        }

        _rig.PublishTrades(Btc, 1, 3);
        call.Take();
        var next = await _rig.Intake.NextAsync("the next batch");

        Assert.Equal((2, 3, 8), (next.Batch.Number, next.Events.Length, _rig.Pump.Failures));
        Assert.StartsWith("Warning 9100 BTC-USD did not take batch 1 of pumped, which is sent again; 1 such failures", _rig.Log.Lines[0], StringComparison.Ordinal);
        Assert.Single(_rig.Log.Lines);
        next.Fail();
        await _rig.Clock.ArmedAsync(RetryPause.First);
    }

    [Fact]
    public async Task Batch_WhoseCallHangs_ComesAgain_AndItsLateReplyIsForgotten()
    {
        await _rig.Clock.ArmedAsync(SymbolPumpOptions.DefaultSendTimeout);
        _rig.Clock.Advance(SymbolPumpOptions.DefaultSendTimeout);
        await _rig.Clock.ArmedAsync(RetryPause.First);
        _rig.Clock.Advance(RetryPause.First);
        var again = await _rig.Intake.NextAsync("the batch that hung");

        Assert.Same(_first.Batch, again.Batch);
        _first.Refuse(99);
        again.Take();
        Assert.True(await _rig.Pump.DrainAsync(default));
        Assert.Equal((1, 1), (_rig.Pump.Sent, _rig.Pump.Failures));
        Assert.Empty(_rig.Fences);
    }

    [Fact]
    public async Task Refusal_IsToldOnce_AndNothingIsSentAnyMore()
    {
        var other = await _rig.BlockAsync(Eth);
        _rig.PublishTrades(Btc, 1, 5);

        _first.Refuse(9);
        other.Refuse(10);
        Assert.False(await _rig.Pump.DrainAsync(default));
        _rig.PublishTrades(Btc, 6, 7);
        _rig.Pump.ShowTo(Btc);

        Assert.True(_rig.Fences.Single() is 9 or 10);
        Assert.Equal((2, 7, 2, 0, 0), (_rig.Intake.Count, _rig.Pump.Dropped, _rig.Pump.Refused, _rig.Pump.Waiting, _rig.Pump.Sent));
        Assert.Equal(2, _rig.Log.Lines.Count);
        Assert.StartsWith("Warning 9107 Another owner has taken pumped: a symbol has seen epoch ", _rig.Log.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Error 9108 ", _rig.Log.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drain_ReturnsWhenAllIsTaken()
    {
        _rig.PublishTrades(Btc, 1, 5);
        var draining = _rig.Pump.DrainAsync(default);
        _first.Take();
        var second = await _rig.Intake.NextAsync("the second batch");
        Assert.False(draining.IsCompleted);

        second.Take();

        Assert.True(await draining.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(6, _rig.Pump.Sent);
    }

    [Fact]
    public async Task Drain_OfNothing_IsDone()
    {
        await using var rig = new PumpRig();

        Assert.True(await rig.Pump.DrainAsync(default));
    }

    [Fact]
    public async Task Drain_WhoseDeadlineComes_SaysThatSomethingIsLeft() => Assert.False(await _rig.Pump.DrainAsync(Over));

    [Fact]
    public async Task Dispose_WhileACallIsUnderWay_DropsAndCountsWhatIsLeft()
    {
        _rig.PublishTrades(Btc, 1, 5);

        await _rig.Pump.DisposeAsync();

        Assert.Equal((5, 0), (_rig.Pump.Dropped, _rig.Pump.Waiting));
        _first.Take();
        Assert.False(await _rig.Pump.DrainAsync(default));
        _rig.PublishTrades(Btc, 6, 6);
        Assert.Equal((1, 1, 1), (_rig.Pump.Sent, _rig.Pump.Refused, _rig.Intake.Count));
    }

    [Fact]
    public async Task Dispose_DuringAPause_EndsIt()
    {
        _first.Fail();
        await _rig.Clock.ArmedAsync(RetryPause.First);

        await _rig.Pump.DisposeAsync();

        Assert.False(await _rig.Pump.DrainAsync(default).WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal((1, 1), (_rig.Pump.Dropped, _rig.Intake.Count));
    }

    [Theory]
    [InlineData(1, 0.0, 25)]
    [InlineData(1, 1.0, 50)]
    [InlineData(3, 0.5, 150)]
    [InlineData(6, 1.0, 1600)]
    [InlineData(7, 1.0, 2000)]
    [InlineData(1_000_000, 0.0, 1000)]
    public void Pause_DoublesAndIsJittered(int failures, double random, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), RetryPause.After(failures, random));

    [Fact]
    public void Options_OutOfRange_AreRefusedByName()
    {
        Assert.Equal("LaneCapacity", Assert.Throws<ArgumentOutOfRangeException>(() => new SymbolPumpOptions { LaneCapacity = 0 }).ParamName);
        Assert.Equal("MaxBatch", Assert.Throws<ArgumentOutOfRangeException>(() => new SymbolPumpOptions { MaxBatch = 15 }).ParamName);
        Assert.Equal("MaxWaiting", Assert.Throws<ArgumentOutOfRangeException>(() => new SymbolPumpOptions { MaxWaiting = 0 }).ParamName);
        Assert.Equal("SendTimeout", Assert.Throws<ArgumentOutOfRangeException>(() => new SymbolPumpOptions { SendTimeout = default }).ParamName);
    }
}
