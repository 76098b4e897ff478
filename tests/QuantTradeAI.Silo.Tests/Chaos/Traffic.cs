using System.Collections.Immutable;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary>Trades of a few symbols, 200 a second unless told otherwise, for as long as it lives.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _ending = new();
    private readonly Task _running;
    private ImmutableArray<(SimulatedVenue Venue, string Symbol)> _symbols;

    public Traffic(params (SimulatedVenue Venue, string Symbol)[] symbols)
    {
        _symbols = [.. symbols];
        _running = Task.Run(RunAsync);
    }

    /// <summary>How many trades come a second, of all symbols together, in bursts of 5 ms.</summary>
    public int PerSecond { get; set; } = 200;

    /// <summary>One more symbol, in the venue's spelling.</summary>
    public void Add(SimulatedVenue venue, string symbol) =>
        ImmutableInterlocked.Update(ref _symbols, static (symbols, added) => symbols.Add(added), (venue, symbol));

    public void Remove(SimulatedVenue venue, string symbol) =>
        ImmutableInterlocked.Update(ref _symbols, static (symbols, removed) => symbols.Remove(removed), (venue, symbol));

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running;
        _ending.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Pause);
        for (var next = 0; !_ending.IsCancellationRequested;)
        {
            var symbols = _symbols;
            for (var last = next + (PerSecond / (int)(TimeSpan.FromSeconds(1) / Pause)); next < last; next++)
            {
                var (venue, symbol) = symbols[next % symbols.Length];
                venue.PublishTrade(symbol);
            }

            await ((Task)timer.WaitForNextTickAsync(_ending.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
