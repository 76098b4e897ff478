using System.Collections.Immutable;
using QuantTradeAI.Cluster.Hosting;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Operations;
using QuantTradeAI.Streaming.Subscribers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Operations;

/// <summary>This silo's part of what operators see: what its metrics are made of.</summary>
internal sealed class LocalOperations(SiloRuntime runtime) : IGatewayOperations
{
    public ValueTask<GatewayStatus> GetStatusAsync(CancellationToken cancellationToken = default) => new(runtime.EngineIfReady?.GetStatus() ?? NotYet());

    public ValueTask<OperationOutcome> ExecuteAsync(
        ProviderOperation operation, string provider, string? reason = null, CancellationToken cancellationToken = default) =>
        new(new OperationOutcome(OperationResult.NotPossible, "Providers are operated all over the cluster, not on one silo."));

    private GatewayStatus NotYet() => new(
        new ConfigurationStatus { Version = 0, AppliedAt = runtime.Clock.GetUtcNow() },
        null,
        [],
        [],
        [],
        new HubTotals(ImmutableDictionary<ProviderId, StreamCounters>.Empty, default(SubscriberTotals), 0));
}
