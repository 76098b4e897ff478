using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Streaming.Alerts;

/// <summary>From measurements to findings. Pure.</summary>
internal static class AlertRules
{
    public const string CircuitOpen = "circuit_open";
    public const string FailoverPanic = "failover_panic";
    public const string Storage = "storage";
    public const string Configuration = "configuration";

    /// <summary>The subject of what is no provider's and no group's.</summary>
    public const string Gateway = "gateway";

    /// <summary>Of one provider.</summary>
    public static IEnumerable<AlertFinding> Of(ProviderHealthReport report, ThresholdsConfig thresholds)
    {
        foreach (var breach in ThresholdRules.Of(report, thresholds))
            yield return Of(breach, report.Provider);
        if (report.Circuit.Phase == CircuitPhase.Isolated)
        {
            yield return new AlertFinding(CircuitOpen, report.Provider, $"an operator has isolated it{Because(report.Circuit)}; release it to use it again")
            {
                Escalates = false,
            };
        }
        else if (report.Circuit.Phase != CircuitPhase.Closed)
        {
            var shadow = report.IsShadow ? "in shadow only, " : "";
            yield return new AlertFinding(CircuitOpen, report.Provider, $"its circuit is not closed, {shadow}after {report.Circuit.Trips} trips in a row{Because(report.Circuit)}")
            {
                Escalates = !report.IsShadow,
            };
        }
    }

    /// <summary>Of the gateway as a whole.</summary>
    public static IEnumerable<AlertFinding> Of(HealthInputs inputs, ThresholdsConfig thresholds)
    {
        if (ThresholdRules.QueueOf(inputs.Queues, thresholds) is { } depth)
            yield return Of(depth, Gateway);
        foreach (var group in inputs.Groups.Where(group => group.IsPanic))
            yield return OfPanic(group);
        if (inputs.Storage is { IsDegraded: true } storage)
            yield return OfStorage(storage);
        if (inputs.Configuration is { Problems.IsDefaultOrEmpty: false } configuration)
            yield return OfConfiguration(configuration);
    }

    /// <summary>
    /// Whether connecting anew may help a provider that breaks <see cref="ThresholdRules.DataAge"/>: it is connected and in use. Otherwise its session is
    /// at it already.
    /// </summary>
    public static bool CanBeRecovered(ProviderHealthReport report) =>
        report.Connection.State is ProviderState.Live or ProviderState.Subscribing
        && (report.Circuit.Phase == CircuitPhase.Closed || (report.IsShadow && report.Circuit.Phase != CircuitPhase.Isolated));

    private static AlertFinding Of(Breach breach, string subject) => new(breach.Rule, subject, breach.Message)
    {
        Value = breach.Value,
        Limit = breach.Limit,
    };

    private static AlertFinding OfPanic(FailoverGroupStatus group)
    {
        var symbols = group.Symbols.Where(symbol => symbol.IsPanic).Select(symbol => symbol.Symbol).ToList();
        return new AlertFinding(FailoverPanic, group.Name, $"none of its providers ({string.Join(", ", group.Providers)}) is well for {Few(symbols)}")
        {
            Value = symbols.Count,
            Severity = AlertSeverity.Error,
        };
    }

    private static AlertFinding OfStorage(StorageStatus storage) =>
        new(Storage, Gateway, $"states cannot be written to {storage.Location} and are kept in memory: {storage.LastError ?? "unknown reason"}")
        {
            Value = storage.Waiting,
        };

    private static AlertFinding OfConfiguration(ConfigurationStatus configuration) =>
        new(Configuration, Gateway, $"the newest configuration is refused, the one before it stays in use: {configuration.Problems[0]}")
        {
            Value = configuration.Problems.Length,
        };

    private static string Because(CircuitState circuit) => circuit.Reason is { } reason ? $": {reason}" : "";

    private static string Few(List<string> symbols)
    {
        const int shown = 5;
        var named = string.Join(", ", symbols.Take(shown));
        return symbols.Count > shown ? $"{named} and {symbols.Count - shown} more" : named;
    }
}
