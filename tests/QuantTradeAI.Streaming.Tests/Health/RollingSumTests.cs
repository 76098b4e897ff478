using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Health;

namespace QuantTradeAI.Streaming.Tests.Health;

public sealed class RollingSumTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    [Property(MaxTest = 300)]
    public Property Sum_AfterAnyHistory_IsTheNaiveListsToOnePartOfTheWindow() => Prop.ForAll(
        Gen.Choose(0, 90_000).Zip(Gen.Choose(0, 5)).ListOf().ToArbitrary(),
        steps =>
        {
            var clock = new FakeTimeProvider();
            var rolling = Make(clock);
            var began = clock.GetUtcNow();
            var naive = new List<(TimeSpan At, int Count)>();
            foreach (var (milliseconds, count) in steps)
            {
                // Most steps are short, so that windows hold many of them.
                clock.Advance(TimeSpan.FromMilliseconds(count == 0 ? milliseconds : milliseconds / 100));
                var now = clock.GetUtcNow() - began;
                rolling.Add(count);
                naive.Add((now, count));

                long Within(TimeSpan window) => naive.Where(one => now - one.At < window).Sum(one => (long)one.Count);
                Assert.InRange(rolling.Sum(), Within(Window - Window / RollingSum<long>.Slots), Within(Window));

                // Exactly: the parts of the window, counted from the beginning.
                var part = Window / RollingSum<long>.Slots;
                var newest = now.Ticks / part.Ticks;
                Assert.Equal(naive.Where(one => one.At.Ticks / part.Ticks > newest - RollingSum<long>.Slots).Sum(one => one.Count), rolling.Sum());
            }
        });

    [Theory]
    [InlineData(59, 1)]
    [InlineData(60, 0)]
    [InlineData(61, 0)]
    [InlineData(100_000, 0)]
    public void Sum_AsTimeGoesBy_ForgetsWithTheWindow(double seconds, long expected)
    {
        var clock = new FakeTimeProvider();
        var rolling = Make(clock);
        rolling.Add(1);
        clock.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(expected, rolling.Sum());
    }

    private static RollingSum<long> Make(TimeProvider clock) => new(Window, clock, 0, static (one, other) => one + other);
}
