using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using QuantTradeAI.Streaming.Registry;
using static QuantTradeAI.Streaming.Telemetry.MetricFamily;
using static QuantTradeAI.Streaming.Telemetry.MetricKind;

namespace QuantTradeAI.Streaming.Telemetry.Families;

/// <summary>The gateway as a whole: its life, its configuration, its adapters.</summary>
internal static class GatewayFamilies
{
    private static readonly string Version =
        typeof(GatewayFamilies).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public static ImmutableArray<MetricFamily> All { get; } =
    [
        Labelled(
            "stream.build.info", Gauge, MetricUnits.Flag, "Always 1; its labels tell the version of the engine and of the runtime.", ["version", "runtime"],
            static _ => [Sample.Of(1, Version, RuntimeInformation.FrameworkDescription)]),
        Labelled(
            "stream.gateway.phase", Gauge, MetricUnits.Flag, "1 for where the gateway is in its life, 0 for the others.", [PerProvider.StateLabel],
            static moment => PerProvider.OneHot(moment.Status.Phase)),
        Single(
            "stream.gateway.start.timestamp", Gauge, MetricUnits.Seconds, "When the gateway was started, since the Unix epoch.",
            static moment => Unix(moment.Status.StartedAt)),
        Single(
            "stream.configuration.version", Gauge, MetricUnits.Count, "The configuration in use: 1 for the first, one more for each that took its place.",
            static moment => moment.Status.Configuration.Version),
        Single(
            "stream.configuration.applied.timestamp", Gauge, MetricUnits.Seconds, "When the configuration in use was taken into use, since the Unix epoch.",
            static moment => Unix(moment.Status.Configuration.AppliedAt)),
        Single(
            "stream.configuration.problems", Gauge, MetricUnits.Count, "Problems of the newest configuration, which is therefore not in use; 0 when it is.",
            static moment => moment.Status.Configuration.Problems.Length),
        Single(
            "stream.configuration.refusals", Counter, MetricUnits.Count, "Changed configurations that were refused, so that the last good one stayed.",
            static moment => moment.Status.Configuration.Refusals),
        Single(
            "stream.adapters", Gauge, MetricUnits.Count, "Adapters that can be used; absent where the host gave them.",
            static moment => moment.Status.Discovery?.Registered.Length),
        Labelled(
            "stream.adapters.unused", Gauge, MetricUnits.Count, "Adapters that were found and are not used, such as refused plugins, by reason.", ["reason"],
            static moment => moment.Status.Discovery is { } outcome
                ? SnakeCase.All<UnusedKind>().Select(kind => Sample.Of(outcome.Unused.Count(unused => unused.Kind == kind), SnakeCase.Of(kind)))
                : []),
        Single(
            "stream.adapters.unloading", Gauge, MetricUnits.Count, "Versions of plugins that are not used any more and still in memory.",
            static moment => moment.Status.Discovery?.StillInMemory),
    ];

    /// <summary>Seconds since the Unix epoch.</summary>
    public static double? Unix(DateTimeOffset? time) =>
        time is { } given ? (given.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / (double)TimeSpan.TicksPerSecond : null;
}
