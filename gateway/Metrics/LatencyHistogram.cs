using HdrHistogram;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Gateway.Metrics;

/// <summary>Times from 100 ns to an hour, within 1 %: those since the last look, and all. Thread-safe.</summary>
internal sealed class LatencyHistogram
{
    private const int SignificantDigits = 2;
    private static readonly long Longest = TimeSpan.FromHours(1).Ticks;

    private readonly Lock _gate = new();
    private readonly LongHistogram _recent = new(1, Longest, SignificantDigits);
    private readonly LongHistogram _all = new(1, Longest, SignificantDigits);

    /// <summary>Counts one; a clock that ran ahead counts as no time at all.</summary>
    public void Record(UnixNanos from, UnixNanos to)
    {
        var ticks = Math.Clamp((to - from).Ticks, 0, Longest);
        lock (_gate)
            _recent.RecordValue(ticks);
    }

    /// <summary>What came since the last call; null when nothing did.</summary>
    public LatencyFigures? TakeRecent()
    {
        lock (_gate)
        {
            var figures = FiguresOf(_recent);
            _all.Add(_recent);
            _recent.Reset();
            return figures;
        }
    }

    /// <summary>What came since the beginning; null when nothing did.</summary>
    public LatencyFigures? TakeAll()
    {
        TakeRecent();
        lock (_gate)
            return FiguresOf(_all);
    }

    private static LatencyFigures? FiguresOf(LongHistogram histogram) => histogram.TotalCount == 0
        ? null
        : new LatencyFigures(Micros(histogram, 50), Micros(histogram, 99), Micros(histogram, 100), histogram.TotalCount);

    private static double Micros(LongHistogram histogram, double percentile) =>
        TimeSpan.FromTicks(histogram.GetValueAtPercentile(percentile)).TotalMicroseconds;
}
