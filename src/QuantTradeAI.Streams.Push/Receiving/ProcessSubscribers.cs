using System.Collections.Concurrent;
using QuantTradeAI.Streams.Push.Subscriptions;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>Subscriptions of this process outside of grains. However many it has of a stream, the stream's grain knows it once.</summary>
internal sealed class ProcessSubscribers(PushInputs inputs, IStreamRegistrar registrar, PushStreamOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<StreamId, Entry> _entries = new();

    /// <summary>Returns its id when every producer that can be reached knows of it.</summary>
    public async Task<Guid> SubscribeAsync(StreamId stream, IStreamSink sink)
    {
        using var limit = new CancellationTokenSource(options.Lease, clock);
        var entry = _entries.GetOrAdd(stream, static _ => new Entry());
        await entry.Gate.WaitAsync(limit.Token).ConfigureAwait(false);
        try
        {
            var (id, resumable) = (Guid.NewGuid(), new ResumableSink(sink));
            var queue = inputs.Add(stream, resumable);
            if (entry.Subscriptions.IsEmpty)
                await JoinAsync(stream, queue, limit.Token).ConfigureAwait(false);
            entry.Subscriptions[id] = (resumable, queue);
            return id;
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    /// <summary>No call to its observer begins after it has returned. An unknown id is no error.</summary>
    public async Task UnsubscribeAsync(StreamId stream, Guid id)
    {
        if (!_entries.TryGetValue(stream, out var entry))
            return;
        using var limit = new CancellationTokenSource(options.Lease, clock);
        await entry.Gate.WaitAsync(limit.Token).ConfigureAwait(false);
        try
        {
            if (!entry.Subscriptions.TryRemove(id, out var subscription))
                return;
            await inputs.RemoveAsync(subscription.Queue).ConfigureAwait(false);
            if (entry.Subscriptions.IsEmpty)
                await registrar.LeaveAsync(stream, limit.Token).ConfigureAwait(false);
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    /// <exception cref="InvalidOperationException">It has ended.</exception>
    public void Resume(StreamId stream, Guid id, IStreamSink sink)
    {
        if (!_entries.TryGetValue(stream, out var entry) || !entry.Subscriptions.TryGetValue(id, out var subscription))
            throw new InvalidOperationException($"The subscription {id} to {stream} has ended, or belongs to another process.");
        subscription.Sink.Resume(sink);
    }

    public IEnumerable<Guid> Of(StreamId stream) => _entries.TryGetValue(stream, out var entry) ? entry.Subscriptions.Keys : [];

    private async Task JoinAsync(StreamId stream, SinkQueue queue, CancellationToken cancellationToken)
    {
        try
        {
            await registrar.JoinAsync(stream, queue.Channel, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await inputs.RemoveAsync(queue).ConfigureAwait(false);
            throw;
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public ConcurrentDictionary<Guid, (ResumableSink Sink, SinkQueue Queue)> Subscriptions { get; } = new();
    }
}
