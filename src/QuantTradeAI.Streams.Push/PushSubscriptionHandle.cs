using Orleans.Streams;
using QuantTradeAI.Streams.Push.Hosting;

namespace QuantTradeAI.Streams.Push;

/// <summary>A subscription of a grain, or of this process.</summary>
internal sealed class PushSubscriptionHandle<T>(PushProcess process, StreamId stream, Guid id) : StreamSubscriptionHandle<T>
{
    public override StreamId StreamId => stream;

    public override string ProviderName => process.Provider;

    public override Guid HandleId => id;

    public override Task UnsubscribeAsync() => process.Subscribers.UnsubscribeAsync(stream, id);

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null)
    {
        PushStream<T>.RefuseToken(token);
        process.Subscribers.Resume(stream, id, process.SinkOf<T>(stream, observer));
        return Task.FromResult<StreamSubscriptionHandle<T>>(this);
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncBatchObserver<T> observer, StreamSequenceToken? token = null)
    {
        PushStream<T>.RefuseToken(token);
        process.Subscribers.Resume(stream, id, process.SinkOf<T>(stream, observer));
        return Task.FromResult<StreamSubscriptionHandle<T>>(this);
    }

    public override bool Equals(StreamSubscriptionHandle<T>? other) => other is PushSubscriptionHandle<T> handle && handle.HandleId == id && handle.StreamId == stream;

    public override bool Equals(object? obj) => Equals(obj as StreamSubscriptionHandle<T>);

    public override int GetHashCode() => id.GetHashCode();

    public override string ToString() => $"{ProviderName}:{stream}/{id}";
}
