using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Tests.Subscribers;
using QuantTradeAI.Streaming.Watching;

namespace QuantTradeAI.Streaming.Tests.Sessions;

public sealed class WatchTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Idle_IsACounterThatStandsStillForTheWholeLimit()
    {
        var idle = new IdleWatch(_clock, TimeSpan.FromSeconds(30));
        _clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(idle.IsIdle(0));
        Assert.False(idle.IsIdle(1));
        _clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(idle.IsIdle(1));
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(idle.IsIdle(1));
        idle.Restart();
        Assert.False(idle.IsIdle(1));
        Assert.Equal(TimeSpan.FromSeconds(7.5), idle.CheckEvery);
    }

    [Fact]
    public void Idle_WithoutLimit_NeverIs()
    {
        var idle = new IdleWatch(_clock, Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromDays(400));
        Assert.False(idle.IsIdle(0));
        Assert.Equal(Timeout.InfiniteTimeSpan, idle.CheckEvery);
    }

    [Fact]
    public async Task WakeUp_SignalsBeforeTheWait_AreRememberedAsOne()
    {
        var wake = new WakeUp(_clock);
        wake.Signal();
        wake.Signal();
        await wake.WaitAsync(TimeSpan.FromHours(1), default).Within("the remembered signal");

        var second = wake.WaitAsync(TimeSpan.FromHours(1), default);
        Assert.False(second.IsCompleted);
        _clock.Advance(TimeSpan.FromHours(1));
        await second.Within("the timer");
    }

    [Fact]
    public async Task WakeUp_CancelledAndSignalled_KeepsTheSignal()
    {
        var wake = new WakeUp(_clock);
        using var stop = new CancellationTokenSource();
        var waiting = wake.WaitAsync(TimeSpan.FromHours(1), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        wake.Signal();
        await wake.WaitAsync(TimeSpan.FromHours(1), default).Within("the signal");
    }

    [Fact]
    public async Task WakeUp_UnderManySignallers_LosesNone()
    {
        const int Each = 20_000;
        var wake = new WakeUp(_clock);
        var (made, seen) = (0, 0);
        var signallers = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                Interlocked.Increment(ref made);
                wake.Signal();
            }
        })));
        var waiter = Task.Run(async () =>
        {
            while ((seen = Volatile.Read(ref made)) < 2 * Each)
                await wake.WaitAsync(TimeSpan.FromHours(1), default);
        });

        await signallers.Within("the signallers");
        await waiter.Within($"the last signal; saw {seen}");
    }

    [Fact]
    public void Tally_CountsByKind_AndPastAHundredAsOther()
    {
        var tally = new KindTally();
        Assert.Equal(1, tally.Add("a"));
        Assert.Equal(2, tally.Add("a"));
        for (var i = 0; i < 1_000; i++)
            tally.Add($"kind {i}");

        var snapshot = tally.Snapshot();
        Assert.Equal(2, snapshot["a"]);
        Assert.Equal(901, snapshot["other"]);
        Assert.Equal(101, snapshot.Count);
        Assert.Equal(1_002, snapshot.Values.Sum());
    }
}
