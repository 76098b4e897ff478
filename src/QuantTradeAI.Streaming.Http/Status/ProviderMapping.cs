using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Telemetry;

namespace QuantTradeAI.Streaming.Http.Status;

/// <summary>A provider's session, and what was measured of it, as one.</summary>
internal static class ProviderMapping
{
    public static ProviderBody Of(ProviderHealthStatus session, GatewayStatus status)
    {
        var report = status.Health.FirstOrDefault(one => one.Provider == session.Provider)
            ?? new ProviderHealthReport { Provider = session.Provider, Status = HealthGrade.Unknown, Connection = session };
        return new ProviderBody(
            session.Provider,
            SnakeCase.Of(report.Status),
            report.Reasons,
            SnakeCase.Of(session.State),
            report.Epoch,
            session.LastError,
            Of(report.Circuit, report.IsShadow),
            Of(session, report.Reconnects),
            new VenueSubscriptionsBody(session.Wanted, session.Acknowledged, session.Refused),
            Traffic(session, report, status),
            report.DataAge?.TotalSeconds,
            StreamMapping.Time(session.LastDataTime),
            report.IsMarketOpen,
            Of(report.FeedLag),
            Of(report.OperationLatency),
            report.Latency?.TotalSeconds,
            report.Errors,
            report.RecentErrors,
            report.Recoveries,
            report.FailedRecoveries);
    }

    private static CircuitBody Of(CircuitState circuit, bool isShadow) => new(
        SnakeCase.Of(circuit.Phase),
        isShadow,
        circuit.Generation,
        circuit.Failures,
        circuit.Trips,
        circuit.ChangedAt == default ? null : circuit.ChangedAt,
        circuit.OpenUntil,
        circuit.ProbeUntil,
        circuit.HealthySince,
        circuit.Reason);

    private static ConnectionBody Of(ProviderHealthStatus session, long reconnects) => new(
        session.Connections,
        session.Connects,
        session.Disconnects,
        reconnects,
        session.ReconnectAttempts,
        StreamMapping.Time(session.NextAttempt),
        session.IsTerminal,
        session.ConnectLatency?.TotalSeconds,
        session.RoundTrip?.TotalSeconds);

    private static TrafficBody Traffic(ProviderHealthStatus session, ProviderHealthReport report, GatewayStatus status) => new(
        report.MessagesPerSecond,
        report.EventsPerSecond,
        report.BytesPerSecond,
        session.Frames,
        session.Bytes,
        session.Events,
        session.Ignored,
        session.Rejected,
        StreamMapping.Of(status.Totals.Providers.FirstOrDefault(one => one.Key.Name == session.Provider).Value));

    private static LatencyBody Of(LatencyFigures figures) => new(figures.Count, figures.Median.TotalSeconds, figures.P99.TotalSeconds, figures.Max.TotalSeconds);
}
