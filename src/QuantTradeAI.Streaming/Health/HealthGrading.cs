using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Health;

/// <summary>
/// Puts what was measured of a provider into one word, with the reasons why it is no better. Pure. What keeps a provider from being used
/// comes first, then what is known of its connection, then thresholds.
/// </summary>
internal static class HealthGrading
{
    public static (HealthGrade Grade, IReadOnlyList<string> Reasons) Of(ProviderHealthReport report, IEnumerable<Breach> breaches)
    {
        var connection = report.Connection;
        if (OfCircuit(report.Circuit, report.IsShadow) is { } unusable)
            return (HealthGrade.Unhealthy, [unusable]);
        if (connection.Wanted == 0 && connection.State != ProviderState.Reconnecting)
            return (HealthGrade.Unknown, ["nothing is wanted of it"]);

        switch (connection.State)
        {
            case ProviderState.Idle:
                return (HealthGrade.Unknown, ["nothing is wanted of it"]);
            case ProviderState.Connecting:
                return (HealthGrade.Unknown, ["it is connecting for the first time"]);
            case ProviderState.Disconnected:
                return (HealthGrade.Unhealthy, ["it is not started, or stopped"]);
            case ProviderState.Stopping:
                return (HealthGrade.Unhealthy, ["it is stopping"]);
            case ProviderState.Reconnecting:
                return (HealthGrade.Unhealthy, [connection.LastError is { } error ? $"it is reconnecting: {error}" : "it is reconnecting"]);
        }

        List<string> reasons = [.. breaches.Select(breach => breach.Message)];
        if (connection.State == ProviderState.Subscribing)
            reasons.Insert(0, $"{connection.Acknowledged} of {connection.Wanted} subscriptions are acknowledged");
        if (connection.Refused.Count > 0)
            reasons.Add($"{connection.Refused.Count} subscriptions are refused for good");
        if (report.Circuit.Phase != CircuitPhase.Closed)
            reasons.Add($"its circuit is {Word(report.Circuit.Phase)}, in shadow only");
        return (reasons.Count == 0 ? HealthGrade.Healthy : HealthGrade.Degraded, reasons);
    }

    private static string? OfCircuit(CircuitState circuit, bool isShadow) => circuit.Phase switch
    {
        CircuitPhase.Closed => null,
        CircuitPhase.Isolated => $"an operator has isolated it{Because(circuit)}",
        _ when isShadow => null,
        _ => $"its circuit is {Word(circuit.Phase)}{Because(circuit)}",
    };

    private static string Word(CircuitPhase phase) => phase == CircuitPhase.Open ? "open" : "half-open";

    private static string Because(CircuitState circuit) => circuit.Reason is { } reason ? $": {reason}" : "";
}
