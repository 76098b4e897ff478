using System.Collections.Immutable;
using static QuantTradeAI.Streaming.Telemetry.MetricFamily;
using static QuantTradeAI.Streaming.Telemetry.MetricKind;

namespace QuantTradeAI.Streaming.Telemetry.Families;

/// <summary>Whether providers may be used.</summary>
internal static class CircuitFamilies
{
    public static ImmutableArray<MetricFamily> All { get; } =
    [
        Labelled(
            "stream.circuit.phase", Gauge, MetricUnits.Flag, "1 for the phase of the provider's circuit, 0 for the others.", [PerProvider.Label, PerProvider.StateLabel],
            static moment => moment.Health.SelectMany(static report => PerProvider.OneHot(report.Circuit.Phase, report.Provider))),
        PerProvider.Measured(
            "stream.circuit.generation", Gauge, MetricUnits.Count, "Grows with each change of the circuit's phase.", static report => report.Circuit.Generation),
        PerProvider.Measured(
            "stream.circuit.trips", Gauge, MetricUnits.Count, "How often the circuit opened without the provider having been healthy since.", static report => report.Circuit.Trips),
        PerProvider.Measured("stream.circuit.failures", Gauge, MetricUnits.Count, "Failures in a row while the circuit is closed.", static report => report.Circuit.Failures),
        PerProvider.Measured(
            "stream.circuit.open.until.timestamp", Gauge, MetricUnits.Seconds, "When an open circuit lets its first probe go, since the Unix epoch; absent while it is not open.",
            static report => GatewayFamilies.Unix(report.Circuit.OpenUntil)),
        PerProvider.Measured(
            "stream.circuit.shadow", Gauge, MetricUnits.Flag, "1 when the circuit only decides and logs.", static report => report.IsShadow ? 1 : 0),
    ];
}
