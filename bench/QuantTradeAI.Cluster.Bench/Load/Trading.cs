using System.Diagnostics;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Cluster.Bench.Load;

/// <summary>One pace after the other.</summary>
internal sealed class Trading(SimulatedVenue venue, int symbols)
{
    private const long FloodFrames = 1_000_000_000;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private CancellationTokenSource _ending = new();
    private Task _running = Task.CompletedTask;
    private long _published;

    public void Trade(double eventsPerSecond) => _running = Task.Run(() => TradeAsync(eventsPerSecond, _ending.Token));

    public void Flood() => _running = Task.WhenAll(Enumerable.Range(0, symbols).Select(number => Task.Run(() => FloodAsync(Instruments.Native(number), _ending.Token))));

    /// <summary>How many trades there were, floods aside.</summary>
    public async Task<long> StopAsync()
    {
        await _ending.CancelAsync();
        await _running;
        _ending.Dispose();
        _ending = new();
        return _published;
    }

    private async Task TradeAsync(double eventsPerSecond, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(Tick);
        var began = Stopwatch.GetTimestamp();
        for (long made = 0; !ended.IsCancellationRequested;)
        {
            for (var due = (long)(Stopwatch.GetElapsedTime(began).TotalSeconds * eventsPerSecond); made < due && !ended.IsCancellationRequested; made++)
                venue.PublishTrade(Instruments.Native((int)(_published++ % symbols)));
            await ((Task)timer.WaitForNextTickAsync(ended).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FloodAsync(string symbol, CancellationToken ended)
    {
        try
        {
            await venue.FloodAsync(symbol, FloodFrames, ended);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The client went away, or the run is over.
        }
    }
}
