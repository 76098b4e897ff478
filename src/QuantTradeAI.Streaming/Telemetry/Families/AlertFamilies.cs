using System.Collections.Immutable;
using static QuantTradeAI.Streaming.Telemetry.MetricFamily;
using static QuantTradeAI.Streaming.Telemetry.MetricKind;

namespace QuantTradeAI.Streaming.Telemetry.Families;

/// <summary>What alerts.</summary>
internal static class AlertFamilies
{
    private const string RuleLabel = "rule";

    public static ImmutableArray<MetricFamily> All { get; } =
    [
        Labelled(
            "stream.alerts.firing", Gauge, MetricUnits.Count, "Alerts that hold now, by rule and severity.", [RuleLabel, "severity"],
            static moment => moment.Status.Alerts.Firing
                .GroupBy(alert => (alert.Rule, alert.Severity))
                .OrderBy(group => group.Key.Rule, StringComparer.Ordinal).ThenBy(group => group.Key.Severity)
                .Select(group => Sample.Of(group.Count(), group.Key.Rule, SnakeCase.Of(group.Key.Severity)))),
        Labelled(
            "stream.alerts", Counter, MetricUnits.Count, "How often alerts began to fire, by rule.", [RuleLabel],
            static moment => moment.Status.Alerts.Raised.Select(rule => Sample.Of(rule.Value, rule.Key))),
        Labelled(
            "stream.alert.notification.failures", Counter, MetricUnits.Count, "Notifications that a channel could not deliver, by channel.", ["channel"],
            static moment => moment.Status.Alerts.ChannelFailures.Select(channel => Sample.Of(channel.Value, channel.Key))),
    ];
}
