using QuantTradeAI.Streams.Push.Producing;
using QuantTradeAI.Streams.Push.Receiving;
using QuantTradeAI.Streams.Push.Subscriptions;

namespace QuantTradeAI.Streams.Push.Grains;

/// <inheritdoc cref="IGrainCarrier"/>
internal sealed class GrainCarrier(string provider, PushInputs inputs, IGrainFactory grains, ProducerContext context) : IGrainCarrier
{
    public int Carry(StreamId stream, IReadOnlyList<GrainSubscription> subscriptions)
    {
        foreach (var (id, grain, _) in subscriptions)
            inputs.Add(stream, id, new GrainSink(provider, stream, id, grain, grains.GetGrain<IPushConsumerExtension>(grain), context));
        return inputs.Open(stream);
    }

    public void Drop(StreamId stream, Guid subscription) => _ = inputs.RemoveAsync(stream, subscription);
}
