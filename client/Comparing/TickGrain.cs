using Orleans.Concurrency;
using Orleans.Streams;
using QuantTradeAI.Cluster;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Client.Comparing;

/// <inheritdoc cref="ITickGrain"/>
[Reentrant]
internal sealed class TickGrain : Grain, ITickGrain
{
    public const string Namespace = "ticks";

    /// <summary>How many batches may be published at one go.</summary>
    private const int Turn = 16;

    private bool _isEnding;
    private Task _publishing = Task.CompletedTask;
    private long _published;

    public Task BeginAsync(TickLoad load)
    {
        (_isEnding, _published) = (false, 0);
        var stream = this.GetStreamProvider(StreamNames.ProviderName).GetStream<Tick>(Namespace, this.GetPrimaryKeyLong());
        _publishing = load.PerSecond > 0 ? PaceAsync(stream, load.PerSecond) : FloodAsync(stream, load.Batch);
        return Task.CompletedTask;
    }

    public async Task<long> EndAsync()
    {
        _isEnding = true;
        await _publishing;
        return _published;
    }

    private async Task FloodAsync(IAsyncStream<Tick> stream, int size)
    {
        await Task.Yield();
        while (!_isEnding)
        {
            for (var batch = 0; batch < Turn && !_isEnding; batch++)
            {
                var ticks = new Tick[size];
                for (var index = 0; index < size; index++)
                    ticks[index] = Next();
                await PublishAsync(stream, ticks);
            }

            await Task.Yield();
        }
    }

    /// <summary>Memory streams have no room for ever so much, and say so by an error.</summary>
    private static async Task PublishAsync(IAsyncStream<Tick> stream, Tick[] ticks)
    {
        while (true)
        {
            try
            {
                await stream.OnNextBatchAsync(ticks);
                return;
            }
            catch (InvalidOperationException)
            {
                await Task.Delay(1);
            }
        }
    }

    private async Task PaceAsync(IAsyncStream<Tick> stream, int perSecond)
    {
        using var pace = new EvenPace(perSecond);
        for (; !_isEnding; await pace.NextAsync())
        {
            for (var due = pace.Due; _published < due && !_isEnding;)
                await stream.OnNextAsync(Next());
        }
    }

    private Tick Next() => new(UnixNanos.Now(TimeProvider.System).Value, ++_published, 6_500_000, 1_000, (int)this.GetPrimaryKeyLong(), 1);
}
