using QuantTradeAI.Gateway.Metrics;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Gateway.Tests.Metrics;

public sealed class LatencyHistogramTests
{
    private const long NanosPerMicro = 1_000;
    private readonly LatencyHistogram _histogram = new();

    [Fact]
    public void TakeRecent_AfterAThousandTimes_TellsPercentilesWithinAPercent()
    {
        for (var micros = 1; micros <= 1000; micros++)
            Record(micros * NanosPerMicro);

        var figures = _histogram.TakeRecent()!;

        Assert.InRange(figures.P50, 495, 505);
        Assert.InRange(figures.P99, 980, 1000);
        Assert.InRange(figures.Max, 990, 1010);
        Assert.Equal(1000, figures.Count);
    }

    [Fact]
    public void Record_FromAClockThatRanAhead_CountsAsNoTime()
    {
        Record(-5_000_000);

        Assert.Equal(0, _histogram.TakeAll()!.Max);
    }

    [Fact]
    public void Record_OfMoreThanAnHour_CountsAsAnHour()
    {
        Record((long)TimeSpan.FromHours(30).TotalNanoseconds);

        Assert.InRange(_histogram.TakeAll()!.Max, 3.56e9, 3.64e9);
    }

    [Fact]
    public void TakeRecent_Twice_TellsEachTimeOnce()
    {
        Record(1_000);
        _histogram.TakeRecent();

        Assert.Null(_histogram.TakeRecent());
        Assert.Equal(1, _histogram.TakeAll()!.Count);
    }

    private void Record(long nanos) => _histogram.Record(new UnixNanos(1_000_000_000_000), new UnixNanos(1_000_000_000_000 + nanos));
}
