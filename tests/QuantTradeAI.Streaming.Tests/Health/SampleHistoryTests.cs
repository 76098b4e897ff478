using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Health;

namespace QuantTradeAI.Streaming.Tests.Health;

public sealed class SampleHistoryTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);
    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(59)]
    [InlineData(60)]
    [InlineData(3_600)]
    public void Window_AtAnyPaceOfLooks_TellsTheRate(double seconds)
    {
        var history = new SampleHistory(Window, _clock);
        var pace = TimeSpan.FromSeconds(seconds);
        for (var look = 0L; look < 10_000; look++)
        {
            history.Add(SessionTotals.None with { Frames = look });
            Assert.InRange(history.Kept, 1, SampleHistory.MaxKept);
            if (look > 0)
                Assert.Equal(1 / seconds, history.Window.Frames / history.Span.TotalSeconds, 6);
            _clock.Advance(pace);
        }

        var expected = pace > Window ? pace : Window;
        Assert.InRange(history.Span, expected, expected + pace + Window / RollingSum<long>.Slots);
    }

    [Fact]
    public void Window_AfterABurst_ForgetsItWithTheWindow()
    {
        var history = new SampleHistory(Window, _clock);
        history.Add(SessionTotals.None);
        for (var second = 1; second <= 120; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            history.Add(SessionTotals.None with { Frames = 1_000 });
            Assert.Equal(second <= 60 ? 1_000 : 0, history.Window.Frames);
        }
    }

    [Fact]
    public void Window_BeforeTheSecondSample_IsEmpty()
    {
        var history = new SampleHistory(Window, _clock);
        Assert.Equal((0, TimeSpan.Zero), (history.Window.Frames, history.Span));
        history.Add(SessionTotals.None with { Frames = 7 });
        Assert.Equal((0, TimeSpan.Zero), (history.Window.Frames, history.Span));
    }
}
