using QuantTradeAI.Streaming.Configuration;
using static System.FormattableString;

namespace QuantTradeAI.Streaming.Health;

/// <summary>
/// Holds measurements of a provider against thresholds. Pure. While the market is closed, silence and slowness are none. Latencies are known to
/// the next bound of <see cref="Providers.LatencyCounts.UpperBounds"/>: what is up to a quarter below its limit may break it.
/// </summary>
internal static class ThresholdRules
{
    public const string Latency = "latency";
    public const string Throughput = "throughput";
    public const string Reconnects = "reconnects";
    public const string QueueDepth = "queue_depth";
    public const string Errors = "errors";
    public const string DataAge = "data_age";

    /// <summary>All that a provider does not keep.</summary>
    public static IEnumerable<Breach> Of(ProviderHealthReport report, ThresholdsConfig thresholds)
    {
        Breach?[] all =
        [
            LatencyOf(report, thresholds.MaxLatency),
            ThroughputOf(report, thresholds),
            ReconnectsOf(report, thresholds.MaxReconnectAttempts),
            ErrorsOf(report, thresholds),
            DataAgeOf(report, thresholds.MaxDataAge),
        ];
        return all.OfType<Breach>();
    }

    /// <summary>The fullest queue.</summary>
    public static Breach? QueueOf(in QueueHealth queues, ThresholdsConfig thresholds) =>
        thresholds.MaxQueueDepth is { } most && queues.Depth > most
            ? new Breach(
                QueueDepth, queues.Depth, most,
                Invariant($"{queues.Depth} events wait for subscription {queues.Subscription}, the oldest for {Seconds(queues.Age)}; expected at most {most} (max_queue_depth)"))
            : null;

    private static Breach? LatencyOf(ProviderHealthReport report, TimeSpan? limit)
    {
        if (limit is not { } most)
            return null;
        var (lag, operation) = (report.FeedLag.P99, report.OperationLatency.P99);
        if (lag <= most && operation <= most)
            return null;
        var (value, what) = lag >= operation ? (lag, "events come") : (operation, "operations take");
        return new Breach(
            Latency, value.TotalSeconds, most.TotalSeconds,
            $"99 of 100 {what} within {Seconds(value)}; expected within {Seconds(most)} (max_latency_ms)");
    }

    private static Breach? ThroughputOf(ProviderHealthReport report, ThresholdsConfig thresholds) =>
        thresholds.MinThroughputPerSecond is { } least && report.IsMarketOpen && report.LiveFor > thresholds.ErrorWindow && report.MessagesPerSecond < least
            ? new Breach(
                Throughput, report.MessagesPerSecond, least,
                Invariant($"{report.MessagesPerSecond:0.##} messages come a second; expected at least {least:0.##} (min_throughput_msg_per_sec)"))
            : null;

    private static Breach? ReconnectsOf(ProviderHealthReport report, int? limit) =>
        limit is { } most && report.Connection.ReconnectAttempts > most
            ? new Breach(
                Reconnects, report.Connection.ReconnectAttempts, most,
                Invariant($"{report.Connection.ReconnectAttempts} attempts to connect in a row without a stable connection; expected at most {most} (max_reconnect_attempts)"))
            : null;

    private static Breach? ErrorsOf(ProviderHealthReport report, ThresholdsConfig thresholds) =>
        report.RecentErrors >= thresholds.MaxErrors
            ? new Breach(
                Errors, report.RecentErrors, thresholds.MaxErrors,
                Invariant($"{report.RecentErrors} errors within {Seconds(thresholds.ErrorWindow)}; expected fewer than {thresholds.MaxErrors} (max_errors)"))
            : null;

    private static Breach? DataAgeOf(ProviderHealthReport report, TimeSpan? limit) =>
        limit is { } most && report.IsMarketOpen && report.Silence > most
            ? new Breach(
                DataAge, report.Silence.Value.TotalSeconds, most.TotalSeconds,
                $"no data for {Seconds(report.Silence.Value)} while the market is open; expected some within {Seconds(most)} (max_data_age)")
            : null;

    private static string Seconds(TimeSpan time) =>
        time < TimeSpan.FromSeconds(1) ? Invariant($"{time.TotalMilliseconds:0.##} ms") : Invariant($"{time.TotalSeconds:0.#} s");
}
