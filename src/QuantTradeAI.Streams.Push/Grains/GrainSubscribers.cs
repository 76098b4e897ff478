using QuantTradeAI.Streams.Push.Receiving;
using QuantTradeAI.Streams.Push.Subscriptions;

namespace QuantTradeAI.Streams.Push.Grains;

/// <summary>Subscriptions of the grains of this silo.</summary>
internal sealed class GrainSubscribers(IGrainCarrier carrier, IStreamRegistrar registrar, PushStreamOptions options, TimeProvider clock)
{
    // Without ConfigureAwait(false): all of it runs in the grain.
    public async Task<Guid> SubscribeAsync(IGrainContext grain, StreamId stream, IStreamSink sink)
    {
        using var limit = new CancellationTokenSource(options.Lease, clock);
        var subscription = new GrainSubscription(Guid.NewGuid(), grain.GrainId, IsImplicit: false);
        var extension = ExtensionOf(grain);
        extension.Observe(subscription.Id, sink);
        var channel = carrier.Carry(stream, [subscription]);
        try
        {
            await registrar.SubscribeAsync(stream, subscription, channel, limit.Token);
            return subscription.Id;
        }
        catch
        {
            carrier.Drop(stream, subscription.Id);
            extension.Forget(subscription.Id);
            throw;
        }
    }

    public async Task UnsubscribeAsync(IGrainContext grain, StreamId stream, Guid id)
    {
        using var limit = new CancellationTokenSource(options.Lease, clock);
        ExtensionOf(grain).Forget(id);
        await registrar.UnsubscribeAsync(stream, id, limit.Token);
        carrier.Drop(stream, id);
    }

    public static void Resume(IGrainContext grain, Guid id, IStreamSink sink) => ExtensionOf(grain).Observe(id, sink);

    public async Task<Guid[]> OfAsync(IGrainContext grain, StreamId stream)
    {
        using var limit = new CancellationTokenSource(options.Lease, clock);
        return [.. (await registrar.SubscriptionsAsync(stream, grain.GrainId, limit.Token)).Select(subscription => subscription.Id)];
    }

    private static PushConsumerExtension ExtensionOf(IGrainContext grain) => (PushConsumerExtension)grain.GetGrainExtension<IPushConsumerExtension>();
}
