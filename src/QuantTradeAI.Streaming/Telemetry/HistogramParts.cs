using QuantTradeAI.Streaming.Telemetry.Exposition;

namespace QuantTradeAI.Streaming.Telemetry;

/// <summary>A histogram's series, each as a gauge.</summary>
internal static class HistogramParts
{
    public static IEnumerable<MetricFamily> Of(MetricFamily histogram)
    {
        yield return Part("bucket", " By upper bound.") with
        {
            Labels = [.. histogram.Labels, "le"],
            Samples = moment => histogram.Histograms(moment).SelectMany(Buckets),
        };
        yield return Part("sum", " All together.") with
        {
            Samples = moment => histogram.Histograms(moment).Select(one => new Sample(one.Counts.Sum.TotalSeconds, one.Labels)),
        };
        yield return Part("count", " How many.") with
        {
            Samples = moment => histogram.Histograms(moment).Select(one => new Sample(one.Counts.Count, one.Labels)),
        };

        MetricFamily Part(string suffix, string what) =>
            new($"{histogram.Name}_{suffix}", MetricKind.Gauge, MetricUnits.Events, histogram.Help + what, histogram.Labels);
    }

    private static IEnumerable<Sample> Buckets(HistogramSample histogram)
    {
        var counts = LatencyBuckets.Cumulate(histogram.Counts);
        for (var i = 0; i < counts.Length; i++)
        {
            var bound = i < LatencyBuckets.UpperBounds.Length ? ExpositionText.Bound(LatencyBuckets.UpperBounds[i], ExpositionFormat.Prometheus) : "+Inf";
            yield return new Sample(counts[i], [.. histogram.Labels, bound]);
        }
    }
}
