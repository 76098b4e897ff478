using Orleans.Streams;
using QuantTradeAI.Streams.Push.Blocks;
using QuantTradeAI.Streams.Push.Hosting;
using QuantTradeAI.Streams.Push.Producing;

namespace QuantTradeAI.Streams.Push;

/// <summary>One stream, for producers and subscribers of this process.</summary>
internal sealed class PushStream<T>(StreamId id, PushProcess process) : IAsyncStream<T>
{
    private readonly BlockCodec<T> _codec = process.CodecOf<T>();

    /// <summary>Where it published last; another one takes its place when it has ended.</summary>
    private StreamOutput? _output;

    public bool IsRewindable => false;

    public string ProviderName => process.Provider;

    public StreamId StreamId => id;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null)
    {
        RefuseToken(token);
        return PublishAsync(new ReadOnlySpan<T>(in item));
    }

    public async Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null)
    {
        RefuseToken(token);
        ArgumentNullException.ThrowIfNull(batch);
        var items = batch as T[] ?? [.. batch];
        for (int from = 0, most = process.Outputs.Of(id).MaxBlock; from < items.Length; from += most)
            await PublishAsync(items.AsSpan(from, Math.Min(most, items.Length - from)));
    }

    public Task OnErrorAsync(Exception ex)
    {
        ArgumentNullException.ThrowIfNull(ex);
        return PublishAsync(_codec.OfError(ex));
    }

    public Task OnCompletedAsync() => PublishAsync(BlockCodec<T>.OfCompletion());

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) => SubscribeAsync(observer, null);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null)
    {
        RefuseToken(token);
        if (filterData is not null)
            throw new NotSupportedException("Push streams have no filters: subscribe to a stream that holds what you want.");
        return process.Subscribers.SubscribeAsync<T>(id, process.SinkOf<T>(id, observer));
    }

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer) => SubscribeAsync(observer, null);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer, StreamSequenceToken? token)
    {
        RefuseToken(token);
        return process.Subscribers.SubscribeAsync<T>(id, process.SinkOf<T>(id, observer));
    }

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles() => process.Subscribers.HandlesAsync<T>(id);

    public bool Equals(IAsyncStream<T>? other) => other is PushStream<T> stream && stream.StreamId == id && stream.ProviderName == ProviderName;

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => id.GetHashCode();

    public int CompareTo(IAsyncStream<T>? other) => other is null ? 1 : id.CompareTo(other.StreamId);

    public override string ToString() => $"{ProviderName}:{id}";

    internal static void RefuseToken(StreamSequenceToken? token)
    {
        if (token is not null)
            throw new NotSupportedException("Push streams number their items themselves, and cannot go back: the token has to be null.");
    }

    private Task PublishAsync(ReadOnlySpan<T> items)
    {
        while (true)
        {
            var output = _output ??= process.Outputs.Of(id);
            var key = output.IsConflated ? output.KeyOf(items[0]) : 0;
            if (output.PublishAsync(_codec.Encode(items, key)) is { } published)
                return published;
            _output = null;
        }
    }

    private Task PublishAsync(Block block)
    {
        while (true)
        {
            if (process.Outputs.Of(id).PublishAsync(block) is { } published)
                return published;
        }
    }
}
