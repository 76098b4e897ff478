using Orleans.Streams;
using QuantTradeAI.Gateway.Metrics;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Client.Comparing;

/// <summary>Takes one stream of a comparison: counts, checks that nothing is missing, and times every sixteenth item.</summary>
internal sealed class TickCounter(LatencyHistogram latency) : IAsyncBatchObserver<Tick>
{
    private long _last;
    private long _items;
    private long _missing;

    public long Items => Volatile.Read(ref _items);

    public long Missing => Volatile.Read(ref _missing);

    public Task OnNextAsync(IList<SequentialItem<Tick>> items)
    {
        var now = UnixNanos.Now(TimeProvider.System);
        for (var index = 0; index < items.Count; index++)
        {
            var tick = items[index].Item;
            if (tick.Number != _last + 1)
                Volatile.Write(ref _missing, _missing + Math.Abs(tick.Number - _last - 1));
            _last = tick.Number;
            if ((index & 15) == 0)
                latency.Record(new UnixNanos(tick.PublishedAt), now);
        }

        Volatile.Write(ref _items, _items + items.Count);
        return Task.CompletedTask;
    }

    /// <summary>What is lost is seen by the numbers.</summary>
    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    /// <summary>Begins to count anew.</summary>
    public void Reset() => _last = 0;
}
