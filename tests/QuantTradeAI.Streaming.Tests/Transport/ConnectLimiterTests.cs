using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Tests.Subscribers;
using QuantTradeAI.Streaming.Transport;

namespace QuantTradeAI.Streaming.Tests.Transport;

public sealed class ConnectLimiterTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Attempts_UpToTheLimit_GoAtOnceAndTheNextWaitsForTheOldest()
    {
        var limiter = new ConnectLimiter(_clock);
        Assert.Null(limiter.TryTake("a", 2, Window));
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(limiter.TryTake("a", 2, Window));

        Assert.Equal(TimeSpan.FromSeconds(40), limiter.TryTake("a", 2, Window));
        _clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(limiter.TryTake("a", 2, Window));
        Assert.Equal(TimeSpan.FromSeconds(20), limiter.TryTake("a", 2, Window));
    }

    [Fact]
    public void Hosts_DoNotShareALimit_WhateverTheirCase()
    {
        var limiter = new ConnectLimiter(_clock);
        Assert.Null(limiter.TryTake("a", 1, Window));
        Assert.Null(limiter.TryTake("b", 1, Window));
        Assert.NotNull(limiter.TryTake("A", 1, Window));
    }

    [Fact]
    public async Task Wait_EndsWhenTheWindowHasPassed()
    {
        var limiter = new ConnectLimiter(_clock);
        await limiter.WaitAsync("a", 1, Window, default).Within("the first attempt");
        var second = limiter.WaitAsync("a", 1, Window, default);
        Assert.False(second.IsCompleted);

        _clock.Advance(Window);
        await second.Within("the second attempt");
    }

    [Fact]
    public async Task Wait_OfLessThanATimersTick_DoesNotSpin()
    {
        var clock = new TimerWatch();
        var limiter = new ConnectLimiter(clock);
        await limiter.WaitAsync("a", 1, Window, default).Within("the first attempt");
        clock.Advance(Window - TimeSpan.FromMicroseconds(300));

        var second = Task.Run(() => limiter.WaitAsync("a", 1, Window, default));
        await clock.FirstTimer.Within("a timer");
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await second.Within("the second attempt");
    }

    [Fact]
    public async Task Wait_ThatIsCancelled_Ends()
    {
        var limiter = new ConnectLimiter(_clock);
        using var stop = new CancellationTokenSource();
        await limiter.WaitAsync("a", 1, Window, default).Within("the first attempt");
        var second = limiter.WaitAsync("a", 1, Window, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    [Property(MaxTest = 200)]
    public Property Attempts_InAnyWindow_AreNeverMoreThanTheLimit() => Prop.ForAll(
        Gen.Choose(1, 5).Zip(Gen.Choose(0, 30_000).ListOf()).ToArbitrary(),
        plan =>
        {
            var (limit, pauses) = plan;
            var clock = new FakeTimeProvider();
            var limiter = new ConnectLimiter(clock);
            var taken = new List<DateTimeOffset>();
            foreach (var pause in pauses)
            {
                clock.Advance(TimeSpan.FromMilliseconds(pause));
                if (limiter.TryTake("a", limit, Window) is not { } wait)
                {
                    taken.Add(clock.GetUtcNow());
                    continue;
                }

                // Never early, and never later than needed.
                Assert.InRange(wait, TimeSpan.FromTicks(1), Window);
                clock.Advance(wait);
                Assert.Null(limiter.TryTake("a", limit, Window));
                taken.Add(clock.GetUtcNow());
            }

            return taken.Select((at, i) => taken.Skip(i).Count(other => other - at < Window)).All(count => count <= limit);
        });
}
