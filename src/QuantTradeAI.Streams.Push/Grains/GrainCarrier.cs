using QuantTradeAI.Streams.Push.Producing;
using QuantTradeAI.Streams.Push.Receiving;
using QuantTradeAI.Streams.Push.Subscriptions;

namespace QuantTradeAI.Streams.Push.Grains;

/// <inheritdoc cref="IGrainCarrier"/>
internal sealed class GrainCarrier(string provider, PushInputs inputs, IGrainFactory grains, ProducerContext context) : IGrainCarrier
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(StreamId Stream, Guid Subscription), SinkQueue> _carried = [];

    public int Carry(StreamId stream, IReadOnlyList<GrainSubscription> subscriptions)
    {
        lock (_gate)
        {
            foreach (var (id, grain, _) in subscriptions)
            {
                if (!_carried.ContainsKey((stream, id)))
                    _carried[(stream, id)] = inputs.Add(stream, new GrainSink(provider, stream, id, grain, grains.GetGrain<IPushConsumerExtension>(grain), context));
            }

            return inputs.Open(stream);
        }
    }

    public void Drop(StreamId stream, Guid subscription)
    {
        SinkQueue? queue;
        lock (_gate)
        {
            if (!_carried.Remove((stream, subscription), out queue))
                return;
        }

        _ = inputs.RemoveAsync(queue);
    }
}
