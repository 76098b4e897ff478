using Orleans.Streams;
using QuantTradeAI.Streams.Push;

namespace QuantTradeAI.Cluster.Symbols;

/// <summary>A stream of whatever provider the silo has.</summary>
internal sealed class OrleansOutlet(IStreamProvider provider, StreamId id) : OutletStream
{
    private readonly IAsyncStream<StreamBatch> _stream = provider.GetStream<StreamBatch>(id);

    public override Task SendAsync(StreamBatch batch) => _stream.OnNextAsync(batch);

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        provider is IPushStreamProvider push ? push.FlushAsync(id, cancellationToken) : Task.CompletedTask;
}
