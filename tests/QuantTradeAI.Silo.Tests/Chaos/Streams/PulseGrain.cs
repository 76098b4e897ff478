using System.Diagnostics;
using Orleans.Streams;

namespace QuantTradeAI.Silo.Tests.Chaos.Streams;

/// <inheritdoc cref="IPulseGrain"/>
internal sealed class PulseGrain : Grain, IPulseGrain
{
    /// <summary>How a silo says, in a line of its own, what was published when a run ended orderly.</summary>
    public const string Ended = "run ended:";

    private const int MaxBatch = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly CancellationTokenSource _ending = new();
    private long _run = Random.Shared.NextInt64();
    private long _published;
    private int _perSecond;
    private Task? _publishing;

    public Task KeepAsync(int perSecond)
    {
        _perSecond = perSecond;
        _publishing ??= PublishAsync();
        return Task.CompletedTask;
    }

    public async Task<Pulse> EndAsync()
    {
        await _ending.CancelAsync();
        await (_publishing ?? Task.CompletedTask);
        return new Pulse(_run, _published);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        var last = await EndAsync();
        Console.WriteLine($"{Ended} {last.Run} {last.Number}");
    }

    private async Task PublishAsync()
    {
        var stream = this.GetStreamProvider(PulseSilo.Provider).GetStream<Pulse>(PulseSilo.Namespace, this.GetPrimaryKeyLong());
        using var timer = new PeriodicTimer(Pause);
        var (since, due) = (Stopwatch.GetTimestamp(), 0.0);
        while (!_ending.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync();
            due = Math.Min(MaxBatch, due + (Stopwatch.GetElapsedTime(since).TotalSeconds * _perSecond));
            since = Stopwatch.GetTimestamp();
            var batch = Enumerable.Range(1, (int)due).Select(number => new Pulse(_run, _published + number)).ToList();
            due -= batch.Count;
            if (batch.Count > 0)
                await PublishAsync(stream, batch);
        }
    }

    /// <summary>What is refused is not published; whether it was, partly, nobody asks: another run begins.</summary>
    private async Task PublishAsync(IAsyncStream<Pulse> stream, List<Pulse> batch)
    {
        try
        {
            await stream.OnNextBatchAsync(batch);
            _published += batch.Count;
        }
        catch (Exception error)
        {
            Console.WriteLine($"run {_run} is broken off after {_published}: {error.Message}");
            (_run, _published) = (Random.Shared.NextInt64(), 0);
        }
    }
}
