using System.Collections.Immutable;
using QuantTradeAI.Streaming.Health;
using static QuantTradeAI.Streaming.Telemetry.MetricFamily;
using static QuantTradeAI.Streaming.Telemetry.MetricKind;

namespace QuantTradeAI.Streaming.Telemetry.Families;

/// <summary>What was measured of providers.</summary>
internal static class HealthFamilies
{
    public static ImmutableArray<MetricFamily> All { get; } =
    [
        Labelled(
            "stream.provider.health", Gauge, MetricUnits.Flag, "1 for how good the provider is, 0 for the others.", [PerProvider.Label, "grade"],
            static moment => moment.Health.SelectMany(static report => PerProvider.OneHot(report.Status, report.Provider))),
        PerProvider.Measured("stream.provider.epoch", Gauge, MetricUnits.Count, "The epoch of the provider's ownership.", static report => report.Epoch),
        PerProvider.Measured(
            "stream.data.freshness", Gauge, MetricUnits.Seconds, "How long ago data came last; absent before the first.", static report => report.DataAge?.TotalSeconds),
        PerProvider.Measured(
            "stream.market.open", Gauge, MetricUnits.Flag, "1 while a market of a wanted symbol is open, so that silence means something.",
            static report => report.IsMarketOpen ? 1 : 0),
        Labelled(
            "stream.operation.latency", Gauge, MetricUnits.Seconds, "How long operations took that succeeded: the newest, and over the rolling window.",
            [PerProvider.Label, "statistic"], static moment => moment.Health.SelectMany(OperationLatency)),
        PerProvider.Measured(
            "stream.errors", Counter, MetricUnits.Count, "Failed operations, failed and lost connections.", static report => report.Errors),
        PerProvider.Measured("stream.errors.recent", Gauge, MetricUnits.Count, "Errors within the rolling window.", static report => report.RecentErrors),
        PerProvider.Measured("stream.recoveries", Counter, MetricUnits.Count, "Recoveries that were started.", static report => report.Recoveries),
        PerProvider.Measured("stream.recoveries.failed", Counter, MetricUnits.Count, "Recoveries that failed.", static report => report.FailedRecoveries),
    ];

    private static IEnumerable<Sample> OperationLatency(ProviderHealthReport report)
    {
        if (report.Latency is { } newest)
            yield return Sample.Of(newest.TotalSeconds, report.Provider, "last");
        if (report.OperationLatency.Count == 0)
            yield break;
        yield return Sample.Of(report.OperationLatency.Median.TotalSeconds, report.Provider, "p50");
        yield return Sample.Of(report.OperationLatency.P99.TotalSeconds, report.Provider, "p99");
        yield return Sample.Of(report.OperationLatency.Max.TotalSeconds, report.Provider, "max");
    }
}
