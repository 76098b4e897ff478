using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Telemetry;

/// <summary>Numbers of one name, and where they come from.</summary>
/// <param name="Instrument">The instrument's name, with dots.</param>
/// <param name="Kind">How its numbers behave.</param>
/// <param name="Unit">One of <see cref="MetricUnits"/>.</param>
/// <param name="Help">For people, in one sentence.</param>
/// <param name="Labels">Names of its labels.</param>
internal sealed record MetricFamily(string Instrument, MetricKind Kind, string Unit, string Help, ImmutableArray<string> Labels)
{
    /// <summary>Its name as Prometheus has it.</summary>
    public string Name { get; } = PrometheusName.Of(Instrument, Kind, Unit);

    /// <summary>Its numbers; none of a <see cref="MetricKind.Histogram"/>.</summary>
    public Func<MetricsMoment, IEnumerable<Sample>> Samples { get; init; } = static _ => [];

    /// <summary>Its histograms; only of a <see cref="MetricKind.Histogram"/>.</summary>
    public Func<MetricsMoment, IEnumerable<HistogramSample>> Histograms { get; init; } = static _ => [];

    /// <summary>Without labels: one number, or none.</summary>
    public static MetricFamily Single(string instrument, MetricKind kind, string unit, string help, Func<MetricsMoment, double?> value) =>
        new(instrument, kind, unit, help, []) { Samples = moment => value(moment) is { } number ? [Sample.Of(number)] : [] };

    /// <summary>With labels.</summary>
    public static MetricFamily Labelled(
        string instrument, MetricKind kind, string unit, string help, ImmutableArray<string> labels, Func<MetricsMoment, IEnumerable<Sample>> samples) =>
        new(instrument, kind, unit, help, labels) { Samples = samples };
}
