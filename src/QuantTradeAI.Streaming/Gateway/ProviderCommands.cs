using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Operations;
using QuantTradeAI.Streaming.Recovery;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Does what operators ask.</summary>
internal sealed class ProviderCommands(ProviderFleet fleet, FailoverCoordinator? failover, Func<bool> isKept, GatewayLog log)
{
    /// <summary>Why, when an operator gives no reason.</summary>
    private const string NoReason = "an operator asked for it";

    public OperationOutcome Execute(ProviderOperation operation, string provider, string? reason)
    {
        if (fleet.Find(provider) is not { } slot)
        {
            return new OperationOutcome(
                OperationResult.UnknownProvider,
                $"No provider '{provider}' is configured; expected one of {string.Join(", ", fleet.Slots.Select(one => one.Name))}.");
        }

        var outcome = operation switch
        {
            ProviderOperation.Isolate => Isolate(slot, string.IsNullOrWhiteSpace(reason) ? NoReason : reason),
            ProviderOperation.Release => Release(slot),
            ProviderOperation.Reconnect => Reconnect(slot),
            _ => Failover(slot),
        };
        log.Operated(operation, provider, reason ?? NoReason, outcome.Message);
        return outcome;
    }

    private OperationOutcome Isolate(ProviderSlot slot, string reason)
    {
        if (slot.Circuit.State.Phase == CircuitPhase.Isolated)
            return new OperationOutcome(OperationResult.AlreadySo, $"{slot.Name} is isolated already: {slot.Circuit.State.Reason}.");
        slot.Circuit.Isolate(reason);
        var how = isKept() ? "also over a restart" : "until a restart, since states are kept in memory only";
        return new OperationOutcome(OperationResult.Done, $"{slot.Name} is isolated, {how}; release it to use it again.");
    }

    private static OperationOutcome Release(ProviderSlot slot)
    {
        if (!slot.Circuit.Release())
            return new OperationOutcome(OperationResult.AlreadySo, $"{slot.Name} is not isolated, and its circuit is not open.");
        slot.Run?.Session.Renew();
        return new OperationOutcome(OperationResult.Done, $"{slot.Name} is released; it is tried now, and used again with the first valid data.");
    }

    private static OperationOutcome Reconnect(ProviderSlot slot)
    {
        if (slot.Run is not { } run)
            return new OperationOutcome(OperationResult.NotPossible, $"There is no adapter '{slot.Name}' any more.");
        if (!slot.Circuit.IsUsable)
        {
            return new OperationOutcome(
                OperationResult.NotPossible, $"{slot.Name} may not be used now ({slot.Circuit.State.Reason}); release it, and it is tried at once.");
        }

        run.Session.Renew();
        return new OperationOutcome(OperationResult.Done, $"{slot.Name} replaces its connections.");
    }

    private OperationOutcome Failover(ProviderSlot slot) => failover?.Demote(slot.Id)
        ?? new OperationOutcome(OperationResult.NotPossible, $"{slot.Name} shares its symbols with other processes; ask for all of them.");
}
