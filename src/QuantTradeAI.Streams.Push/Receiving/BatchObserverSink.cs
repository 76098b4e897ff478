using Orleans.Streams;
using QuantTradeAI.Streams.Push.Blocks;
using QuantTradeAI.Streams.Push.Telemetry;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>Hands items to an observer of batches, everything between two errors in one call.</summary>
internal sealed class BatchObserverSink<T>(string name, IAsyncBatchObserver<T> observer, BlockCodec<T> codec, PushMeters meters) : IStreamSink
{
    public string Name => name;

    public async Task TakeAsync(IReadOnlyList<ReceivedBlock> received)
    {
        Exception? failure = null;
        var batch = new ItemBatch<T>();
        foreach (var block in received)
        {
            if (BlockEvents.NoItemsOf(block, codec, meters, out var items) is not { } told)
            {
                batch.Add(block.Epoch, block.First, items);
                continue;
            }

            failure = await FlushAsync() ?? failure;
            failure = await TryAsync(() => told.Error is { } error ? observer.OnErrorAsync(error) : observer.OnCompletedAsync()) ?? failure;
        }

        failure = await FlushAsync() ?? failure;
        if (failure is not null)
            throw failure;

        Task<Exception?> FlushAsync()
        {
            if (batch.Count == 0)
                return Task.FromResult<Exception?>(null);
            var full = batch;
            batch = new ItemBatch<T>();
            return TryAsync(() => observer.OnNextAsync(full));
        }
    }

    private static async Task<Exception?> TryAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }
}
