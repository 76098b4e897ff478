using System.Collections.Immutable;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>What operators see and do.</summary>
public sealed partial class StreamingGateway : IGatewayOperations
{
    /// <summary>What is known now.</summary>
    public GatewayStatus GetStatus()
    {
        var streams = _hub.SnapshotAll();
        var subscriptions = _hub.Subscriptions();
        var totals = _hub.Totals(streams);
        var health = _health.Reports();
        var providers = health.Select(report => report.Connection).ToImmutableArray();
        return new GatewayStatus(_configuration.Status, _adapters.Outcome, providers, streams, subscriptions, totals)
        {
            Phase = _phase,
            StartedAt = _startedAt,
            Health = health,
            Queues = QueueHealth.Of(subscriptions, totals.Subscribers.Dropped),
            Groups = _failover.GetStatus(),
            Alerts = _health.Alerts,
            Storage = _memory.Status,
            SubscribeRefusals = _refusals.Counts,
        };
    }

    /// <inheritdoc/>
    public ValueTask<GatewayStatus> GetStatusAsync(CancellationToken cancellationToken = default) => new(GetStatus());

    /// <inheritdoc/>
    public ValueTask<OperationOutcome> ExecuteAsync(
        ProviderOperation operation, string provider, string? reason = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(provider);
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<OperationOutcome>(_commands.Execute(operation, provider, reason));
    }

    private void OnCircuitChanged(CircuitTransition transition)
    {
        if (_fleet.Find(transition.Name) is not { } slot)
            return;
        Remember(slot);
        _failover.NoteStanding(slot.Id);
        OnChanged();
    }

    private void OnSessionChanged(string provider)
    {
        if (_fleet.Find(provider) is { } slot)
            Remember(slot);
        OnChanged();
    }

    private void Remember(ProviderSlot slot) => _memory.Note(slot.Name, slot.Look);
}
