using Orleans.Streams;
using QuantTradeAI.Streams.Push.Hosting;

namespace QuantTradeAI.Streams.Push;

/// <inheritdoc cref="IPushStreamProvider"/>
internal sealed class PushStreamProvider(PushProcess process) : IPushStreamProvider
{
    public string Name => process.Provider;

    public bool IsRewindable => false;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new PushStream<T>(streamId, process);

    public Task FlushAsync(StreamId stream, CancellationToken cancellationToken = default) => process.Outputs.FlushAsync(stream, cancellationToken);
}
