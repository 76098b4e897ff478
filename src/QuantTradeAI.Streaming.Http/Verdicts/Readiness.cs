using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Telemetry;

namespace QuantTradeAI.Streaming.Http.Verdicts;

/// <summary>
/// Whether the gateway can be used: it runs, and every provider of which something is wanted is ready, or others stand in for all that it
/// serves (<see cref="StandIns"/>), or it belongs to a group in panic, where being taken out of use would help nobody. A provider that an
/// operator isolated is not wanted. Pure.
/// </summary>
internal static class Readiness
{
    private const string Ready = "ready";
    private const string NotReady = "not_ready";

    public static ReadinessBody Of(GatewayStatus status, bool isStopping)
    {
        List<ReadinessCheck> checks = [Running(status.Phase, isStopping), Configuration(status.Configuration)];
        checks.AddRange(status.Providers.Select(provider => Of(provider, status)));
        return new ReadinessBody(checks.TrueForAll(check => check.Ok) ? Ready : NotReady, checks);
    }

    public static bool IsReady(ReadinessBody body) => body.Status == Ready;

    /// <summary>What stands there when the status itself cannot be had.</summary>
    public static ReadinessBody WithoutStatus { get; } = new(NotReady, [new ReadinessCheck("status", false, "the status cannot be had")]);

    private static ReadinessCheck Running(GatewayPhase phase, bool isStopping)
    {
        var seen = isStopping && phase != GatewayPhase.Stopped ? GatewayPhase.Stopping : phase;
        return new ReadinessCheck("running", seen == GatewayPhase.Running, SnakeCase.Of(seen));
    }

    /// <summary>There is always a valid one in use; a newer one that was refused changes nothing, so it takes nothing out of use.</summary>
    private static ReadinessCheck Configuration(ConfigurationStatus configuration) => new(
        "configuration",
        true,
        configuration.Problems.IsEmpty ? $"version {configuration.Version} is in use" : $"version {configuration.Version} is in use; the newest one has problems and is not");

    private static ReadinessCheck Of(ProviderHealthStatus provider, GatewayStatus status)
    {
        var name = $"provider:{provider.Provider}";
        var state = SnakeCase.Of(provider.State);
        if (provider.Wanted == 0)
            return new ReadinessCheck(name, true, $"{state}; nothing is wanted of it");
        if (provider.State == ProviderState.Live)
            return new ReadinessCheck(name, true, state);
        if (status.Health.FirstOrDefault(report => report.Provider == provider.Provider)?.Circuit.Phase == CircuitPhase.Isolated)
            return new ReadinessCheck(name, true, "isolated by an operator");
        if (StandIns.ServeFor(provider.Provider, status))
            return new ReadinessCheck(name, true, $"{state}; others stand in");
        var panic = status.Groups.FirstOrDefault(group => group.IsPanic && group.Providers.Contains(provider.Provider));
        return panic is null
            ? new ReadinessCheck(name, false, $"{state}, {provider.Acknowledged} of {provider.Wanted} subscriptions acknowledged")
            : new ReadinessCheck(name, true, $"{state}; its group {panic.Name} is in panic: no provider is well");
    }
}
