using System.Collections.Immutable;
using static QuantTradeAI.Streaming.Telemetry.MetricFamily;
using static QuantTradeAI.Streaming.Telemetry.MetricKind;

namespace QuantTradeAI.Streaming.Telemetry.Families;

/// <summary>Whether the state of providers is being kept; absent before the start.</summary>
internal static class StorageFamilies
{
    public static ImmutableArray<MetricFamily> All { get; } =
    [
        Single(
            "stream.storage.degraded", Gauge, MetricUnits.Flag, "1 while states cannot be written and are kept in memory only.",
            static moment => moment.Status.Storage is { } storage ? storage.IsDegraded ? 1 : 0 : null),
        Single("stream.storage.waiting", Gauge, MetricUnits.Count, "Providers whose newest state is not written yet.", static moment => moment.Status.Storage?.Waiting),
        Single("stream.storage.writes", Counter, MetricUnits.Count, "Records that were written.", static moment => moment.Status.Storage?.Written),
        Single("stream.storage.write.failures", Counter, MetricUnits.Count, "Writes that failed.", static moment => moment.Status.Storage?.Failures),
    ];
}
