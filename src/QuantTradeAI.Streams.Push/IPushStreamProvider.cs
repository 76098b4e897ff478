using Orleans.Streams;

namespace QuantTradeAI.Streams.Push;

/// <summary>What a provider of push streams can do beside that which every stream provider can. The provider that is registered by <c>AddPushStreams</c> is one.</summary>
public interface IPushStreamProvider : IStreamProvider
{
    /// <summary>
    /// Returns when everything that this process has published to the stream before is in the processes of all subscribers, or will never be: they are
    /// gone, which is told where anybody is left to be told. An orderly end of a producer that must not lose its last items awaits this.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled before.</exception>
    Task FlushAsync(StreamId stream, CancellationToken cancellationToken = default);
}
