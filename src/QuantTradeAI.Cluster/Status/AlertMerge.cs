using System.Collections.Immutable;
using QuantTradeAI.Streaming.Alerts;

namespace QuantTradeAI.Cluster.Status;

/// <summary>All silos' alerts.</summary>
internal static class AlertMerge
{
    public static AlertsStatus Of(IEnumerable<AlertsStatus> alerts)
    {
        var all = alerts.ToImmutableArray();
        return new AlertsStatus(
            [
                .. all.SelectMany(one => one.Firing)
                    .GroupBy(alert => (alert.Rule, alert.Subject))
                    .Select(same => same.MaxBy(alert => (alert.Severity, alert.UpdatedAt))!)
                    .OrderBy(alert => alert.Rule, StringComparer.Ordinal)
                    .ThenBy(alert => alert.Subject, StringComparer.Ordinal),
            ],
            [.. all.SelectMany(one => one.History).OrderByDescending(alert => alert.UpdatedAt)],
            Counts.Sum(all.Select(one => one.Raised)),
            Counts.Sum(all.Select(one => one.ChannelFailures)));
    }
}
