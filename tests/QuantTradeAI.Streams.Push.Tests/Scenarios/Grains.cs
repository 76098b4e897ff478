using Orleans.Streams;
using Orleans.Streams.Core;

namespace QuantTradeAI.Streams.Push.Tests.Scenarios;

/// <summary>Subscribes, and resumes its subscriptions whenever it is activated.</summary>
public interface ISubscriberGrain : IGrainWithStringKey
{
    Task SubscribeAsync(StreamId stream, bool inBatches);

    Task<int> UnsubscribeAsync(StreamId stream, int subscriptions);

    Task<int> SubscriptionsAsync(StreamId stream);

    Task DeactivateAsync();

    Task<string> WhereAsync();
}

/// <summary>Publishes.</summary>
public interface IPublisherGrain : IGrainWithStringKey
{
    Task PublishAsync(StreamId stream, long from, int count, bool inBatches);

    /// <summary>Publishes this many items, from 1, when it ends.</summary>
    Task PrepareLastWordsAsync(StreamId stream, int count);

    Task FlushAsync(StreamId stream);

    Task EndAsync(StreamId stream, string? error);
}

/// <summary>Is subscribed by its class.</summary>
public interface IImplicitGrain : IGrainWithStringKey;

internal sealed class SubscriberGrain(Seen seen, ILocalSiloDetails silo) : Grain, ISubscriberGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var stream in (StreamId[])[PushRig.Stream, PushRig.Other])
        {
            foreach (var handle in await StreamOf(stream).GetAllSubscriptionHandles())
                await handle.ResumeAsync(new SingleObserver(Me));
        }
    }

    public async Task SubscribeAsync(StreamId stream, bool inBatches)
    {
        if (inBatches)
            await StreamOf(stream).SubscribeAsync(new BatchObserver(Me));
        else
            await StreamOf(stream).SubscribeAsync(new SingleObserver(Me));
    }

    public async Task<int> UnsubscribeAsync(StreamId stream, int subscriptions)
    {
        foreach (var handle in (await StreamOf(stream).GetAllSubscriptionHandles()).Take(subscriptions))
            await handle.UnsubscribeAsync();
        return await SubscriptionsAsync(stream);
    }

    public async Task<int> SubscriptionsAsync(StreamId stream) => (await StreamOf(stream).GetAllSubscriptionHandles()).Count;

    public Task DeactivateAsync()
    {
        this.DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<string> WhereAsync() => Task.FromResult(silo.Name);

    private Seen.Subscriber Me => seen.Of(this.GetPrimaryKeyString());

    private IAsyncStream<long> StreamOf(StreamId stream) => this.GetStreamProvider(PushRig.Provider).GetStream<long>(stream);
}

internal sealed class PublisherGrain : Grain, IPublisherGrain
{
    private (StreamId Stream, int Count)? _lastWords;

    public Task PublishAsync(StreamId stream, long from, int count, bool inBatches) => Publishing.PublishAsync(this.GetStreamProvider(PushRig.Provider), stream, from, count, inBatches);

    public Task PrepareLastWordsAsync(StreamId stream, int count)
    {
        _lastWords = (stream, count);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _lastWords is (var stream, var count) ? PublishAsync(stream, 1, count, false) : Task.CompletedTask;

    public Task FlushAsync(StreamId stream) => ((IPushStreamProvider)this.GetStreamProvider(PushRig.Provider)).FlushAsync(stream);

    public Task EndAsync(StreamId stream, string? error)
    {
        var one = this.GetStreamProvider(PushRig.Provider).GetStream<long>(stream);
        return error is null ? one.OnCompletedAsync() : one.OnErrorAsync(new InvalidOperationException(error));
    }
}

[ImplicitStreamSubscription(PushRig.Implicit)]
internal sealed class ImplicitGrain(Seen seen) : Grain, IImplicitGrain, IStreamSubscriptionObserver
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<long>().ResumeAsync(new SingleObserver(seen.Of($"implicit {this.GetPrimaryKeyString()}")));
}

/// <summary>What grains and clients publish alike.</summary>
internal static class Publishing
{
    public static async Task PublishAsync(IStreamProvider provider, StreamId id, long from, int count, bool inBatches)
    {
        var stream = provider.GetStream<long>(id);
        var items = Enumerable.Range(0, count).Select(index => from + index);
        if (inBatches)
        {
            await stream.OnNextBatchAsync(items);
            return;
        }

        foreach (var item in items)
            await stream.OnNextAsync(item);
    }
}
