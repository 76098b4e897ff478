using System.Buffers;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Streams.Push.Blocks;
using QuantTradeAI.Streams.Push.Producing;
using QuantTradeAI.Streams.Push.Receiving;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Grains;

/// <summary>Hands what this silo got for a grain on to it, wherever it is. What it could not hand on it tells with the next that it can.</summary>
internal sealed partial class GrainSink(string provider, StreamId stream, Guid subscription, GrainId grain, IPushConsumerExtension target, ProducerContext context) : IStreamSink
{
    private readonly List<GrainDeliveryPart> _untold = [];

    public string Name => $"{grain} on {stream}";

    public async Task TakeAsync(IReadOnlyList<ReceivedBlock> received)
    {
        var delivery = new GrainDelivery(provider, stream, subscription, [.. _untold, .. received.Select(PartOf)]);
        if (await TryDeliverAsync(delivery).ConfigureAwait(false) is not { } failure)
        {
            _untold.Clear();
            return;
        }

        foreach (var block in received)
            NoteLost(block, failure);
    }

    /// <summary>Null when it was taken; else why the items are lost.</summary>
    private async Task<LossReason?> TryDeliverAsync(GrainDelivery delivery)
    {
        var began = context.Clock.GetTimestamp();
        for (var failures = 0; ;)
        {
            try
            {
                return await target.DeliverAsync(delivery).ConfigureAwait(false) ? null : LossReason.Unobserved;
            }
            catch (Exception error) when (context.Clock.GetElapsedTime(began) > context.Options.Lease)
            {
                NotDelivered(context.Logger, Name, error.Message);
                return LossReason.Unreachable;
            }
            catch (Exception)
            {
                // Tried again: a grain takes a delivery that comes twice once.
            }

            await Task.Delay(context.PauseAfter(++failures), context.Clock, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void NoteLost(ReceivedBlock block, LossReason reason)
    {
        if (block.Loss is { } told)
        {
            Remember(block.Epoch, told.First, told.Last, told.Count, told.Reason);
            return;
        }

        context.Meters.Dropped(block.Count, reason);
        Remember(block.Epoch, block.First, block.Last, block.Count, reason);
    }

    /// <summary>Losses that touch are one: what is kept is bounded by how often epochs change.</summary>
    private void Remember(long epoch, long first, long last, long count, LossReason reason)
    {
        if (_untold is [.., { Loss: { } before }] && before.Epoch == epoch && before.Reason != LossReason.ProducerLost && reason != LossReason.ProducerLost)
        {
            (first, count) = (before.First, before.Count + count);
            _untold.RemoveAt(_untold.Count - 1);
        }

        _untold.Add(new GrainDeliveryPart(epoch, first, 0, default, new StreamItemsLostException(epoch, first, last, count, reason)));
    }

    private static GrainDeliveryPart PartOf(ReceivedBlock received)
    {
        if (received.Loss is not null)
            return new GrainDeliveryPart(received.Epoch, received.First, 0, default, received.Loss);
        var output = new ArrayBufferWriter<byte>(BlockFormat.SizeOf(received.Block));
        BlockFormat.Write(output, received.First - received.Skip, received.Block);
        return new GrainDeliveryPart(received.Epoch, received.First, received.PublishedAt, output.WrittenMemory, null);
    }

    [LoggerMessage(9750, LogLevel.Warning, "{Subscriber} cannot be reached, and misses what was for it: {Reason}")]
    private static partial void NotDelivered(ILogger logger, string subscriber, string reason);
}
