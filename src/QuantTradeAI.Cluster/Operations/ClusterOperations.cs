using QuantTradeAI.Cluster.Hosting;
using QuantTradeAI.Cluster.Status;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Cluster.Operations;

/// <summary>What operators see and do, all over the cluster. A silo that does not answer in time is left out.</summary>
internal sealed class ClusterOperations(SiloRuntime runtime, LocalOperations local) : IGatewayOperations
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan OperationLimit = TimeSpan.FromSeconds(10);

    public async ValueTask<GatewayStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        var here = await local.GetStatusAsync(cancellationToken).ConfigureAwait(false);
        if (runtime.EngineIfReady is null)
            return here;
        var others = runtime.Calls.ActiveSilos.Remove(runtime.Calls.Silo);
        var parts = await Task.WhenAll(others.Select(silo => AskAsync(silo, cancellationToken))).ConfigureAwait(false);
        return ClusterStatus.Merge(here, parts.OfType<GatewayStatus>(), runtime.Engine.Config.Providers.Select(provider => provider.Name));
    }

    public async ValueTask<OperationOutcome> ExecuteAsync(
        ProviderOperation operation, string provider, string? reason = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var names = runtime.Engine.Config.Providers.Select(one => one.Name).ToList();
        if (!names.Contains(provider))
            return new OperationOutcome(OperationResult.UnknownProvider, $"No provider '{provider}' is configured; expected one of {string.Join(", ", names)}.");
        try
        {
            var request = new OperationRequest(OperationWords.Of(operation), reason);
            return OperationWords.Read(await runtime.Calls.Provider(provider).ExecuteAsync(request)
                .WaitAsync(OperationLimit, runtime.Clock, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return new OperationOutcome(OperationResult.NotPossible, $"{provider} does not answer: {error.Message}");
        }
    }

    private async Task<GatewayStatus?> AskAsync(string silo, CancellationToken cancellationToken)
    {
        try
        {
            return StatusCodec.ReadStatus(await runtime.Calls.SiloOf(silo).GetStatusAsync().WaitAsync(Patience, runtime.Clock, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
