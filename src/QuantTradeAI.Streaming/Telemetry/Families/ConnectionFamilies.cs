using System.Collections.Immutable;
using QuantTradeAI.Streaming.MarketData;
using static QuantTradeAI.Streaming.Telemetry.MetricFamily;
using static QuantTradeAI.Streaming.Telemetry.MetricKind;

namespace QuantTradeAI.Streaming.Telemetry.Families;

/// <summary>Connections of providers.</summary>
internal static class ConnectionFamilies
{
    public static ImmutableArray<MetricFamily> All { get; } =
    [
        Labelled(
            "stream.provider.state", Gauge, MetricUnits.Flag, "1 for the state of the provider's session, 0 for the others.", [PerProvider.Label, PerProvider.StateLabel],
            static moment => moment.Providers.SelectMany(static provider => PerProvider.OneHot(provider.State, provider.Provider))),
        PerProvider.Session("websocket.active.connections", Gauge, MetricUnits.Connections, "Open connections.", static provider => provider.Connections),
        PerProvider.Session("stream.connects", Counter, MetricUnits.Connections, "Connections that were opened.", static provider => provider.Connects),
        PerProvider.Kinds(
            "stream.disconnects", MetricUnits.Connections, "Connections that failed or were lost, by reason.", "reason", static provider => provider.Disconnects),
        PerProvider.Measured(
            "stream.reconnect", Counter, MetricUnits.Connections, "Connections that were opened after the first one.", static report => report.Reconnects),
        PerProvider.Session(
            "stream.reconnect.attempts", Gauge, MetricUnits.Count, "Attempts to connect since the last stable connection; 0 when stable.",
            static provider => provider.ReconnectAttempts),
        PerProvider.Session(
            "stream.reconnect.next.timestamp", Gauge, MetricUnits.Seconds, "When the next connection is tried, since the Unix epoch; absent while none is waited for.",
            static provider => provider.NextAttempt.IsAbsent ? null : provider.NextAttempt.Value / (double)UnixNanos.PerSecond),
        PerProvider.Session(
            "stream.provider.terminal", Gauge, MetricUnits.Flag, "1 when the venue refused the last connection for a reason that does not pass by itself.",
            static provider => provider.IsTerminal ? 1 : 0),
        PerProvider.Session(
            "websocket.connection.latency", Gauge, MetricUnits.Seconds, "How long it took to establish the newest connection.",
            static provider => provider.ConnectLatency?.TotalSeconds),
        PerProvider.Session(
            "stream.connection.latency", Gauge, MetricUnits.Seconds, "The transport's round trip, smoothed; absent where the system does not tell.",
            static provider => provider.RoundTrip?.TotalSeconds),
    ];
}
