using System.Collections.Immutable;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary>Trades of a few symbols, 200 a second, for as long as it lives.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _ending = new();
    private readonly Task _running;
    private ImmutableArray<Line> _lines;

    public Traffic(params Line[] lines)
    {
        _lines = [.. lines];
        _running = Task.Run(RunAsync);
    }

    /// <summary>One more symbol.</summary>
    public Line Add(SimulatedVenue venue, string native)
    {
        var line = new Line(venue, native);
        ImmutableInterlocked.Update(ref _lines, static (lines, added) => lines.Add(added), line);
        return line;
    }

    public void Remove(Line line) => ImmutableInterlocked.Update(ref _lines, static (lines, removed) => lines.Remove(removed), line);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running;
        _ending.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Pause);
        for (var next = 0; !_ending.IsCancellationRequested; next++)
        {
            var lines = _lines;
            lines[next % lines.Length].Publish();
            await ((Task)timer.WaitForNextTickAsync(_ending.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The trades of one symbol of one venue.</summary>
    internal sealed class Line(SimulatedVenue venue, string native)
    {
        private long _lastId;

        /// <summary>The id of the last trade.</summary>
        public long LastId => Volatile.Read(ref _lastId);

        public void Publish() => Volatile.Write(ref _lastId, venue.PublishTrade(native).Id);
    }
}
