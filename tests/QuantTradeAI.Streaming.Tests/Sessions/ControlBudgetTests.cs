using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Streaming.Tests.Sessions;

public sealed class ControlBudgetTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Pacer_SpacesMessagesFromTheLastOne()
    {
        var pacer = new ControlPacer(_clock, TimeSpan.FromMilliseconds(200), new ControlBudget(_clock, ProviderCapabilities.Unlimited, 0));
        Assert.Equal(TimeSpan.Zero, pacer.TryTake());
        Assert.Equal(TimeSpan.FromMilliseconds(200), pacer.TryTake());
        _clock.Advance(TimeSpan.FromMilliseconds(150));
        Assert.Equal(TimeSpan.FromMilliseconds(50), pacer.TryTake());
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(TimeSpan.Zero, pacer.TryTake());
    }

    [Fact]
    public void Pacers_OfOneSession_ShareItsBudget()
    {
        var budget = new ControlBudget(_clock, 60, 0);
        var first = new ControlPacer(_clock, TimeSpan.Zero, budget);
        var second = new ControlPacer(_clock, TimeSpan.Zero, budget);
        Assert.Equal(TimeSpan.Zero, first.TryTake());
        Assert.Equal(TimeSpan.FromSeconds(1), second.TryTake());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, second.TryTake());
        Assert.Equal(TimeSpan.FromSeconds(1), first.TryTake());
    }

    [Fact]
    public void Budgets_OfOneProviderAndItsLimits_AreOne()
    {
        var budgets = new ControlBudgets(_clock);
        var settings = new ProviderSettings { Endpoint = ProviderSettings.NoEndpoint, DataTypes = DataTypes.Trades, RateLimitPerMinute = 60 };
        Assert.Equal(TimeSpan.Zero, budgets.Of("a", settings).TryTake());
        Assert.Equal(TimeSpan.FromSeconds(1), budgets.Of("a", settings with { DataTypes = DataTypes.Quotes }).TryTake());
        Assert.Equal(TimeSpan.Zero, budgets.Of("b", settings).TryTake());
    }

    [Fact] // A25: a burst of 0 hung.
    public void Budget_WithoutBurst_SpacesEvenly()
    {
        var budget = new ControlBudget(_clock, 120, 0);
        for (var i = 0; i < 500; i++)
        {
            Assert.Equal(TimeSpan.Zero, budget.TryTake());
            Assert.Equal(TimeSpan.FromSeconds(0.5), budget.TryTake());
            _clock.Advance(TimeSpan.FromSeconds(0.5));
        }
    }

    [Fact]
    public void Budget_WithBurst_LetsThatManyGoAtOnceAfterAPause()
    {
        var budget = new ControlBudget(_clock, 60, 4);
        Assert.Equal(5, TakeAllNow(budget));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2, TakeAllNow(budget));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(5, TakeAllNow(budget));
    }

    [Property]
    public void Budget_InAnyMinute_LetsNoMoreGoThanItsRate(byte rate, byte burst, byte[] pauses)
    {
        var clock = new FakeTimeProvider();
        var perMinute = 1 + (rate % 40);
        var budget = new ControlBudget(clock, perMinute, burst);
        var taken = new List<DateTimeOffset>();
        foreach (var pause in pauses)
        {
            for (TimeSpan wait; taken.Count < 2_000 && (wait = budget.TryTake()) <= TimeSpan.Zero;)
                taken.Add(clock.GetUtcNow());
            clock.Advance(TimeSpan.FromMilliseconds(pause * 40));
        }

        for (var i = perMinute; i < taken.Count; i++)
            Assert.True(taken[i] - taken[i - perMinute] >= TimeSpan.FromMinutes(1), $"more than {perMinute} within a minute at {taken[i]:mm:ss.fff}");
    }

    [Property]
    public void Budget_ThatSaysHowLong_LetsOneGoThen(byte rate, byte burst, byte before)
    {
        var clock = new FakeTimeProvider();
        var budget = new ControlBudget(clock, 1 + rate, burst);
        for (var i = 0; i <= before; i++)
        {
            if (budget.TryTake() is var wait && wait <= TimeSpan.Zero)
                continue;
            clock.Advance(wait);
            Assert.Equal(TimeSpan.Zero, budget.TryTake());
        }
    }

    private static int TakeAllNow(ControlBudget budget)
    {
        var taken = 0;
        while (budget.TryTake() == TimeSpan.Zero)
            taken++;
        return taken;
    }
}
