using System.Diagnostics.Metrics;
using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Streaming.Telemetry;

/// <summary>
/// The measurements of a gateway as observable instruments, for hosts that export with OpenTelemetry or show with <c>dotnet-counters</c>.
/// OpenTelemetry's exporter for Prometheus tells them under the same names as <see cref="Exposition.MetricsPage"/>. The runtime's own meter,
/// <c>System.Runtime</c>, is to be exported beside it.
/// </summary>
/// <remarks>
/// There are no observable histograms, and recording each lag would cost the data path. So the histogram's series are gauges here, with the same
/// names and labels: <c>_bucket</c>, <c>_sum</c> and <c>_count</c>, which queries read alike.
/// </remarks>
public sealed class StreamingMeter : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "QuantTradeAI.Streaming";

    private readonly Meter _meter;
    private readonly CollectedMoment _collected;

    /// <summary>Creates the instruments; they cost nothing until somebody collects.</summary>
    /// <param name="operations">Whose measurements; asked once for each collection.</param>
    /// <param name="clock">The time of ages.</param>
    /// <param name="hasSymbolLabels">Whether streams are told one by one, too.</param>
    public StreamingMeter(IGatewayOperations operations, TimeProvider clock, bool hasSymbolLabels = false)
    {
        ArgumentNullException.ThrowIfNull(operations);
        _meter = new Meter(Name);
        _collected = new CollectedMoment(operations, clock);
        foreach (var family in MetricFamilies.Gateway)
            Add(family);
        foreach (var family in hasSymbolLabels ? MetricFamilies.Symbols : [])
            Add(family);
        foreach (var family in MetricFamilies.Process)
            Add(family);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private void Add(MetricFamily family)
    {
        switch (family.Kind)
        {
            case MetricKind.Counter:
                var counted = new object();
                _meter.CreateObservableCounter(family.Instrument, () => Measure(family, counted), family.Unit, family.Help);
                break;
            case MetricKind.Gauge:
                var gauged = new object();
                _meter.CreateObservableGauge(family.Instrument, () => Measure(family, gauged), family.Unit, family.Help);
                break;
            default:
                foreach (var part in HistogramParts.Of(family))
                    Add(part);
                break;
        }
    }

    private IEnumerable<Measurement<double>> Measure(MetricFamily family, object instrument)
    {
        if (_collected.For(instrument) is not { } moment)
            yield break;
        foreach (var sample in family.Samples(moment))
            yield return new Measurement<double>(sample.Value, Tags(family, sample));
    }

    private static KeyValuePair<string, object?>[] Tags(MetricFamily family, Sample sample)
    {
        var tags = new KeyValuePair<string, object?>[family.Labels.Length];
        for (var i = 0; i < tags.Length; i++)
            tags[i] = new(family.Labels[i], sample.Labels[i]);
        return tags;
    }
}
