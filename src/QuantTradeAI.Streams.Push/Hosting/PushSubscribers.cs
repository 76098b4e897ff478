using Orleans.Streams;
using QuantTradeAI.Streams.Push.Grains;
using QuantTradeAI.Streams.Push.Receiving;

namespace QuantTradeAI.Streams.Push.Hosting;

/// <summary>Who asks: a grain subscribes for itself, anybody else for the process.</summary>
internal sealed class PushSubscribers(PushProcess process, IGrainContextAccessor accessor, ProcessSubscribers processes, GrainSubscribers? grains)
{
    public async Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(StreamId stream, IStreamSink sink) =>
        new PushSubscriptionHandle<T>(process, stream, Grain() is { } grain ? await grains!.SubscribeAsync(grain, stream, sink) : await processes.SubscribeAsync(stream, sink));

    public Task UnsubscribeAsync(StreamId stream, Guid id) =>
        Grain() is { } grain ? grains!.UnsubscribeAsync(grain, stream, id) : processes.UnsubscribeAsync(stream, id);

    public void Resume(StreamId stream, Guid id, IStreamSink sink)
    {
        if (Grain() is { } grain)
            GrainSubscribers.Resume(grain, id, sink);
        else
            processes.Resume(stream, id, sink);
    }

    public async Task<IList<StreamSubscriptionHandle<T>>> HandlesAsync<T>(StreamId stream)
    {
        var ids = Grain() is { } grain ? await grains!.OfAsync(grain, stream) : processes.Of(stream);
        return [.. ids.Select(id => new PushSubscriptionHandle<T>(process, stream, id))];
    }

    private IGrainContext? Grain() => grains is not null && accessor.GrainContext is { GrainInstance: IGrainBase } grain ? grain : null;
}
