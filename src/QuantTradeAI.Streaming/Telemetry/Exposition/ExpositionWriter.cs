using System.Collections.Immutable;
using System.Text;

namespace QuantTradeAI.Streaming.Telemetry.Exposition;

/// <summary>Writes families as text. Sources: the pages "Exposition formats" of Prometheus and "OpenMetrics 1.0".</summary>
internal sealed class ExpositionWriter(ExpositionFormat format)
{
    private const string BucketLabel = "le";
    private readonly StringBuilder _text = new();

    /// <summary>All families of a moment; a family without numbers still tells that it is there.</summary>
    public static string Write(IEnumerable<MetricFamily> families, MetricsMoment moment, ExpositionFormat format)
    {
        var writer = new ExpositionWriter(format);
        foreach (var family in families)
            writer.Append(family, moment);
        if (format == ExpositionFormat.OpenMetrics)
            writer._text.Append("# EOF\n");
        return writer._text.ToString();
    }

    private void Append(MetricFamily family, MetricsMoment moment)
    {
        AppendHead(family);
        foreach (var sample in family.Samples(moment))
            AppendLine(family.Name, family.Labels, sample.Labels, null, ExpositionText.Number(sample.Value));
        foreach (var histogram in family.Histograms(moment))
            Append(family, histogram);
    }

    private void AppendHead(MetricFamily family)
    {
        var name = format == ExpositionFormat.OpenMetrics && family.Kind == MetricKind.Counter
            ? family.Name[..^PrometheusName.CounterSuffix.Length]
            : family.Name;
        _text.Append("# HELP ").Append(name).Append(' ').AppendHelp(family.Help, format).Append('\n');
        _text.Append("# TYPE ").Append(name).Append(' ').Append(SnakeCase.Of(family.Kind)).Append('\n');
        if (format == ExpositionFormat.OpenMetrics && PrometheusName.UnitOf(family.Unit) is { } unit)
            _text.Append("# UNIT ").Append(name).Append(' ').Append(unit).Append('\n');
    }

    private void Append(MetricFamily family, HistogramSample histogram)
    {
        var counts = LatencyBuckets.Cumulate(histogram.Counts);
        for (var i = 0; i < counts.Length; i++)
        {
            var bound = i < LatencyBuckets.UpperBounds.Length ? ExpositionText.Bound(LatencyBuckets.UpperBounds[i], format) : ExpositionText.Number(double.PositiveInfinity);
            AppendLine($"{family.Name}_bucket", family.Labels, histogram.Labels, bound, ExpositionText.Number(counts[i]));
        }

        AppendLine($"{family.Name}_sum", family.Labels, histogram.Labels, null, ExpositionText.Number(histogram.Counts.Sum.TotalSeconds));
        AppendLine($"{family.Name}_count", family.Labels, histogram.Labels, null, ExpositionText.Number(counts[^1]));
    }

    private void AppendLine(string name, ImmutableArray<string> labels, ImmutableArray<string> values, string? bound, string number)
    {
        _text.Append(name);
        var before = '{';
        for (var i = 0; i < labels.Length; i++)
            AppendLabel(ref before, labels[i], values[i]);
        if (bound is not null)
            AppendLabel(ref before, BucketLabel, bound);
        if (before == ',')
            _text.Append('}');
        _text.Append(' ').Append(number).Append('\n');
    }

    private void AppendLabel(ref char before, string name, string value)
    {
        _text.Append(before).Append(name).Append("=\"").AppendLabelValue(value).Append('"');
        before = ',';
    }
}
