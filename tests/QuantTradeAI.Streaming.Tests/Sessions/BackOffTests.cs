using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Streaming.Tests.Sessions;

public sealed class BackOffTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Delays_AtTheUpperEnd_DoubleToTheCap()
    {
        var backOff = new BackOff(_clock, () => 1);
        double[] seconds = [.. Enumerable.Range(0, 10).Select(_ => backOff.NextDelay().TotalSeconds)];
        Assert.Equal([0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60], seconds);
        Assert.Equal(10, backOff.Failures);
    }

    [Fact]
    public void RetryAfter_IsTheLeast_AndMayExceedTheCap()
    {
        var backOff = new BackOff(_clock, () => 1);
        Assert.Equal(TimeSpan.FromMinutes(5), backOff.NextDelay(TimeSpan.FromMinutes(5)));
        Assert.Equal(TimeSpan.FromSeconds(1), backOff.NextDelay(TimeSpan.Zero));
    }

    [Fact]
    public void Refusals_InARow_DoubleTheWaitThatTheyAskFor()
    {
        var backOff = new BackOff(_clock, () => 0);
        var refused = new ConnectionEnd("connection_limit", "", TimeSpan.FromSeconds(30), IsRefusal: true);
        double[] minutes = [.. Enumerable.Range(0, 8).Select(_ => backOff.NextDelay(refused).TotalMinutes)];
        Assert.Equal([0.5, 1, 2, 4, 8, 15, 15, 15], minutes);
    }

    [Fact]
    public void Refusals_AfterStability_StartOver()
    {
        var backOff = new BackOff(_clock, () => 0);
        var refused = new ConnectionEnd("connection_limit", "", TimeSpan.FromSeconds(30), IsRefusal: true);
        backOff.NextDelay(refused);
        backOff.NextDelay(refused);
        backOff.NoteValidData();
        _clock.Advance(BackOff.StableAfter);
        Assert.Equal(TimeSpan.FromSeconds(30), backOff.NextDelay(refused));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(60, 5)]
    [InlineData(3_600, 60)]
    public void Refusal_ForGood_IsTriedAgainRarely(double retryAfter, double minutes)
    {
        var backOff = new BackOff(_clock, () => 1);
        var end = new ConnectionEnd("auth_failed", "", retryAfter == 0 ? null : TimeSpan.FromSeconds(retryAfter), IsTerminal: true, IsRefusal: true);
        for (var i = 0; i < 12; i++)
            Assert.Equal(minutes, backOff.NextDelay(end).TotalMinutes);
    }

    [Fact]
    public void Ends_WithoutARefusal_KeepWhatTheVenueAskedFor()
    {
        var backOff = new BackOff(_clock, () => 0);
        for (var i = 0; i < 5; i++)
            Assert.Equal(TimeSpan.FromSeconds(30), backOff.NextDelay(new ConnectionEnd("http_429", "", TimeSpan.FromSeconds(30))));
        Assert.Equal(TimeSpan.Zero, backOff.NextDelay(new ConnectionEnd("auth_timeout", "", IsRefusal: true)));
    }

    [Theory]
    [InlineData(59.9, 4)]
    [InlineData(60, 1)]
    public void ValidData_AndAMinute_StartItOver(double seconds, int failures)
    {
        var backOff = new BackOff(_clock, () => 1);
        for (var i = 0; i < 3; i++)
            backOff.NextDelay();
        backOff.NoteValidData();
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        backOff.NoteValidData();
        backOff.NextDelay();
        Assert.Equal(failures, backOff.Failures);
    }

    [Fact]
    public void AcceptThenClose_WithoutDataOrWithDataInVain_NeverStartsItOver()
    {
        var backOff = new BackOff(_clock, () => 1);
        for (var i = 0; i < 100; i++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            if (i % 2 == 0)
                backOff.NoteValidData();
            _clock.Advance(TimeSpan.FromSeconds(i % 2 == 0 ? 59 : 500));
            backOff.NextDelay();
        }

        Assert.Equal(100, backOff.Failures);
        Assert.Equal(BackOff.Cap, backOff.NextDelay());
    }

    [Property(MaxTest = 300)]
    public Property Delay_WithAnyHistory_StaysWithinItsBounds() => Prop.ForAll(
        Gen.Choose(0, 4).Zip(Gen.Choose(0, 999)).ListOf().ToArbitrary(),
        steps =>
        {
            var clock = new FakeTimeProvider();
            var random = 0.0;
            var backOff = new BackOff(clock, () => random);
            var failures = 0;
            DateTimeOffset? valid = null;
            foreach (var (step, number) in steps)
            {
                switch (step)
                {
                    case 0:
                        clock.Advance(TimeSpan.FromMilliseconds(100 * number));
                        break;
                    case 1:
                        backOff.NoteValidData();
                        valid ??= clock.GetUtcNow();
                        break;
                    default:
                        random = number / 1_000.0;
                        failures = valid is { } since && clock.GetUtcNow() - since >= BackOff.StableAfter ? 0 : failures;
                        valid = null;
                        var ceiling = Math.Min(60, 0.5 * Math.Pow(2, failures++));
                        TimeSpan? least = step == 3 ? TimeSpan.FromSeconds(number / 10.0) : null;
                        var expected = Math.Max(ceiling * random, least?.TotalSeconds ?? 0);
                        Assert.Equal(expected, backOff.NextDelay(least).TotalSeconds, 5);
                        break;
                }
            }
        });
}
