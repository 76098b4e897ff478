using QuantTradeAI.Streaming.Alerts;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Telemetry;

namespace QuantTradeAI.Streaming.Http.Verdicts;

/// <summary>
/// How well all of it is. Unhealthy: it does not run; a group has no symbol with a provider that is well; a provider is unhealthy and nobody
/// stands in for it. Degraded: everything else that is not as it should be. Pure.
/// </summary>
internal static class HealthVerdict
{
    public static HealthBody Of(GatewayStatus status) => OfComplete(status with { Health = [.. status.Providers.Select(provider => ReportOf(provider, status))] });

    private static HealthBody OfComplete(GatewayStatus status)
    {
        var findings = Findings(status).ToList();
        var grade = findings.Count == 0 ? HealthGrade.Healthy : findings.Max(finding => finding.Grade);
        return new HealthBody(
            SnakeCase.Of(grade),
            [.. findings.OrderByDescending(finding => finding.Grade).Select(finding => finding.Reason)],
            [.. status.Health.Select(report => new ProviderHealthBody(report.Provider, SnakeCase.Of(report.Status), [.. report.Reasons]))],
            [.. status.Groups.Select(group => new GroupHealthBody(group.Name, [.. group.Symbols.Where(symbol => symbol.IsPanic).Select(symbol => symbol.Symbol)]))]);
    }

    /// <summary>Whether it is good enough to be used.</summary>
    public static bool IsUsable(HealthBody body) => body.Status != SnakeCase.Of(HealthGrade.Unhealthy);

    /// <summary>What stands there when the status itself cannot be had.</summary>
    public static HealthBody WithoutStatus { get; } = new(SnakeCase.Of(HealthGrade.Unhealthy), ["the status cannot be had"], [], []);

    private static IEnumerable<(HealthGrade Grade, string Reason)> Findings(GatewayStatus status)
    {
        if (status.Phase != GatewayPhase.Running)
            yield return (HealthGrade.Unhealthy, $"the gateway is {SnakeCase.Of(status.Phase)}, not running");
        foreach (var group in status.Groups.Where(group => group.IsPanic))
            yield return Of(group);
        foreach (var report in status.Health)
        {
            if (Of(report, status) is { } finding)
                yield return finding;
        }

        if (status.Storage is { IsDegraded: true } storage)
            yield return (HealthGrade.Degraded, $"states of providers cannot be written to {storage.Location}");
        if (!status.Configuration.Problems.IsEmpty)
            yield return (HealthGrade.Degraded, "the newest configuration has problems and is not in use");
        foreach (var alert in status.Alerts.Firing.Where(alert => alert.Severity == AlertSeverity.Error))
            yield return (HealthGrade.Degraded, $"alert {alert.Rule} of {alert.Subject}: {alert.Message}");
    }

    private static (HealthGrade, string) Of(FailoverGroupStatus group)
    {
        var symbols = group.Symbols.Where(symbol => symbol.IsPanic).Select(symbol => symbol.Symbol).ToList();
        var grade = symbols.Count == group.Symbols.Length ? HealthGrade.Unhealthy : HealthGrade.Degraded;
        return (grade, $"group {group.Name}: no provider is well for {string.Join(", ", symbols)}");
    }

    private static (HealthGrade, string)? Of(ProviderHealthReport report, GatewayStatus status)
    {
        var why = report.Reasons.Count == 0 ? SnakeCase.Of(report.Status) : string.Join("; ", report.Reasons.Select(reason => reason.TrimEnd('.')));
        return report.Status switch
        {
            HealthGrade.Degraded => (HealthGrade.Degraded, $"{report.Provider}: {why}"),
            HealthGrade.Unhealthy when report.Circuit.Phase == CircuitPhase.Isolated => (HealthGrade.Degraded, $"{report.Provider}: {why}"),
            HealthGrade.Unhealthy when HasStandIn(report.Provider, status) => (HealthGrade.Degraded, $"{report.Provider}: {why}; others stand in"),
            HealthGrade.Unhealthy => (HealthGrade.Unhealthy, $"{report.Provider}: {why}"),
            _ => null,
        };
    }

    /// <summary>Whether somebody else is no worse than degraded in each of its groups, and nobody depends on it beside them.</summary>
    private static bool HasStandIn(string provider, GatewayStatus status)
    {
        var groups = status.Groups.Where(group => group.Providers.Contains(provider)).ToList();
        return groups.Count > 0 && !StandIns.IsNeeded(provider, status) && groups.TrueForAll(group => status.Health.Any(other =>
            other.Provider != provider && group.Providers.Contains(other.Provider) && other.Status is (HealthGrade.Healthy or HealthGrade.Degraded)));
    }

    /// <summary>What was measured; where nothing was, what its session says.</summary>
    private static ProviderHealthReport ReportOf(ProviderHealthStatus session, GatewayStatus status) =>
        status.Health.FirstOrDefault(report => report.Provider == session.Provider) ?? new ProviderHealthReport
        {
            Provider = session.Provider,
            Connection = session,
            Status = GradeOf(session),
            Reasons = GradeOf(session) is HealthGrade.Healthy or HealthGrade.Unknown ? [] : [SnakeCase.Of(session.State)],
        };

    private static HealthGrade GradeOf(ProviderHealthStatus session) => session.State switch
    {
        _ when session.Wanted == 0 => HealthGrade.Unknown,
        ProviderState.Live => HealthGrade.Healthy,
        ProviderState.Connecting or ProviderState.Subscribing => HealthGrade.Degraded,
        _ => HealthGrade.Unhealthy,
    };
}
