using Orleans.Streams;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Client.Streams;

/// <summary>A cluster of Orleans silos, by an Orleans client.</summary>
internal sealed class OrleansStreams(IClusterClient client, ConnectionWatch connection) : IClusterStreams
{
    public int Reconnections => connection.Reconnections;

    public void OnReconnected(Action call) => connection.OnReconnected(call);

    public async Task<IStreamHandle> SubscribeAsync(
        string stream, DataTypes kind, Func<StreamBatch, ValueTask> take, bool again, CancellationToken cancellationToken)
    {
        var source = client.GetStreamProvider(StreamNames.ProviderName).GetStream<StreamBatch>(StreamNames.Of(stream, kind));
        if (again)
        {
            foreach (var stale in await source.GetAllSubscriptionHandles().WaitAsync(cancellationToken).ConfigureAwait(false))
                await stale.UnsubscribeAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        var handle = await source.SubscribeAsync((batch, _) => take(batch).AsTask()).WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Handle(handle);
    }

    public Task<StreamPosition> LeaseAsync(StreamLease lease, CancellationToken cancellationToken) =>
        SymbolOf(lease.Stream).LeaseAsync(lease).WaitAsync(cancellationToken);

    public Task EndLeaseAsync(string subscriber, string stream, CancellationToken cancellationToken) =>
        SymbolOf(stream).EndLeaseAsync(subscriber, stream).WaitAsync(cancellationToken);

    public Task<StreamPosition> LookAsync(string stream, CancellationToken cancellationToken) =>
        SymbolOf(stream).LookAsync(stream).WaitAsync(cancellationToken);

    public Task<StreamBatch[]> ReplayAsync(StreamReplayRequest request, CancellationToken cancellationToken) =>
        SymbolOf(request.Stream).ReplayAsync(request).WaitAsync(cancellationToken);

    private ISymbolGrain SymbolOf(string stream) => client.GetGrain<ISymbolGrain>(StreamKey.Parse(stream).Symbol.Name);

    private sealed class Handle(StreamSubscriptionHandle<StreamBatch> handle) : IStreamHandle
    {
        public Task EndAsync(CancellationToken cancellationToken) => handle.UnsubscribeAsync().WaitAsync(cancellationToken);
    }
}
