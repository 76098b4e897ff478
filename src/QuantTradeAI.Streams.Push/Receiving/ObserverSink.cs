using Orleans.Streams;
using QuantTradeAI.Streams.Push.Blocks;
using QuantTradeAI.Streams.Push.Telemetry;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>Hands items to an observer, one by one. One that throws gets the next all the same; the first error counts for the call.</summary>
internal sealed class ObserverSink<T>(string name, IAsyncObserver<T> observer, BlockCodec<T> codec, PushMeters meters) : IStreamSink
{
    public string Name => name;

    public async Task TakeAsync(IReadOnlyList<ReceivedBlock> received)
    {
        Exception? failure = null;
        foreach (var block in received)
        {
            if (BlockEvents.NoItemsOf(block, codec, meters, out var items) is { } told)
            {
                failure = await TryAsync(told.Error is { } error ? observer.OnErrorAsync(error) : observer.OnCompletedAsync()) ?? failure;
                continue;
            }

            for (var index = 0; index < items.Length; index++)
            {
                Task taking;
                try
                {
                    taking = observer.OnNextAsync(items[index], new PushSequenceToken(block.Epoch, block.First + index));
                }
                catch (Exception error)
                {
                    failure = error;
                    continue;
                }

                if (!taking.IsCompletedSuccessfully)
                    failure = await TryAsync(taking) ?? failure;
            }
        }

        if (failure is not null)
            throw failure;
    }

    private static async Task<Exception?> TryAsync(Task task)
    {
        try
        {
            await task;
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }
}
