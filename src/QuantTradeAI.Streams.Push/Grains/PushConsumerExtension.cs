using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams.Core;
using QuantTradeAI.Streams.Push.Blocks;
using QuantTradeAI.Streams.Push.Hosting;
using QuantTradeAI.Streams.Push.Receiving;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Grains;

/// <inheritdoc cref="IPushConsumerExtension"/>
internal sealed class PushConsumerExtension(IGrainContextAccessor accessor) : IPushConsumerExtension
{
    private readonly IGrainContext _grain = accessor.GrainContext;
    private readonly Dictionary<Guid, Observed> _observed = [];

    /// <summary>The grain observes a subscription, by another observer from now on where it did already.</summary>
    public void Observe(Guid subscription, IStreamSink sink)
    {
        if (_observed.TryGetValue(subscription, out var observed))
            observed.Sink = sink;
        else
            _observed[subscription] = new Observed(sink);
    }

    /// <summary>The grain does not want a subscription any more: what still comes for it is thrown away.</summary>
    public void Forget(Guid subscription) => Observe(subscription, NoSink.Instance);

    public async Task<bool> DeliverAsync(GrainDelivery delivery)
    {
        if (!_observed.TryGetValue(delivery.Subscription, out var observed))
        {
            if (_grain.GrainInstance is IStreamSubscriptionObserver grain)
            {
                var process = _grain.ActivationServices.GetRequiredKeyedService<PushProcess>(delivery.Provider);
                await grain.OnSubscribed(new HandleFactory(process, delivery.Stream, delivery.Subscription));
            }

            if (!_observed.TryGetValue(delivery.Subscription, out observed))
                return false;
        }

        var received = new List<ReceivedBlock>(delivery.Parts.Length);
        foreach (var part in delivery.Parts)
            Read(part, observed, received);
        if (received.Count > 0)
            await observed.Sink.TakeAsync(received);
        return true;
    }

    /// <summary>Adds what is new: a delivery whose answer was lost comes again. What another silo had for the grain, and could not hand on any more, is lost.</summary>
    private static void Read(in GrainDeliveryPart part, Observed observed, List<ReceivedBlock> received)
    {
        if (part.Loss is { } loss)
        {
            var before = observed.Advance(part.Epoch, loss.Last);
            TellHole(part.Epoch, before, loss.First, received);
            if (loss.Reason == LossReason.ProducerLost)
                received.Add(ReceivedBlock.OfLostProducer(part.Epoch, Math.Max(before, loss.Last)));
            else if (before < loss.Last)
                received.Add(new ReceivedBlock(part.Epoch, loss.First, default, 0, loss));
            return;
        }

        var rest = part.Block;
        while (BlockFormat.TryRead(ref rest, out var first, out var block))
        {
            var before = observed.Advance(part.Epoch, first + block.Count - 1);
            TellHole(part.Epoch, before, Math.Max(first, part.First), received);
            var had = Math.Max(part.First - 1, before);
            var skip = (int)Math.Clamp(had + 1 - first, 0, block.Count);
            if (skip < block.Count)
                received.Add(new ReceivedBlock(part.Epoch, first + skip, block, part.PublishedAt, null) { Skip = skip });
        }
    }

    private static void TellHole(long epoch, long before, long first, List<ReceivedBlock> received)
    {
        if (before > 0 && first > before + 1)
            received.Add(ReceivedBlock.OfLoss(epoch, before + 1, first - 1, first - before - 1, LossReason.Unreachable, 0));
    }

    private sealed class NoSink : IStreamSink
    {
        public static NoSink Instance { get; } = new();

        public string Name => "nobody";

        public Task TakeAsync(IReadOnlyList<ReceivedBlock> received) => Task.CompletedTask;
    }

    private sealed class Observed(IStreamSink sink)
    {
        private const int MaxEpochs = 64;

        private readonly Dictionary<long, long> _last = [];

        public IStreamSink Sink { get; set; } = sink;

        /// <summary>The number up to which all was had before; it is this one now, unless it was greater.</summary>
        public long Advance(long epoch, long number)
        {
            var before = _last.GetValueOrDefault(epoch);
            if (_last.Count == MaxEpochs && !_last.ContainsKey(epoch))
                _last.Remove(_last.Keys.Min());
            _last[epoch] = Math.Max(before, number);
            return before;
        }
    }
}
