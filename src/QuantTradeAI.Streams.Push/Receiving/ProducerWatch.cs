using System.Collections.Concurrent;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>
/// Whether the processes that sent something to this one still live. One that is quiet is asked; one that does not answer for as long as a lease lasts is gone, and
/// sooner where the cluster knows that it is.
/// </summary>
/// <param name="own">This process, which is not watched.</param>
/// <param name="options">Heartbeat, timeout and lease.</param>
/// <param name="time">For them.</param>
/// <param name="gone">Called once with a process that is gone; again only if it came back meanwhile.</param>
internal sealed class ProducerWatch(Guid own, PushStreamOptions options, TimeProvider time, Action<ProcessAddress> gone)
{
    /// <summary>How often the cluster has to say that a process is gone: while it finds that out, it says so of others too.</summary>
    public const int Verdicts = 3;

    private readonly ConcurrentDictionary<Guid, WatchedProducer> _watched = new();
    private volatile WatchedProducer? _latest;

    /// <summary>A frame has come.</summary>
    public void NoteFrame(ProcessAddress producer)
    {
        if (producer.Id == own)
            return;
        var watched = _latest;
        if (watched is null || watched.HasEnded || watched.Process.Id != producer.Id)
            _latest = watched = _watched.GetOrAdd(producer.Id, static (_, producer) => new WatchedProducer(producer), producer);
        watched.NoteFrame();
    }

    /// <summary>A process has nothing for this one any more.</summary>
    public void Forget(Guid producer)
    {
        if (_watched.TryRemove(producer, out var watched))
            watched.HasEnded = true;
    }

    /// <summary>Looks at each heartbeat, until it is ended.</summary>
    public async Task LookOnAsync(CancellationToken ended)
    {
        using var timer = new PeriodicTimer(options.Heartbeat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ended).ConfigureAwait(false))
                Look();
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Ended.
        }
    }

    /// <summary>Asks those that were quiet since the last look. One caller at a time.</summary>
    public void Look()
    {
        foreach (var watched in _watched.Values)
        {
            if (!watched.IsQuiet())
                watched.Failures = 0;
            else if (!watched.IsAsked)
                _ = AskAsync(watched);
        }
    }

    private async Task AskAsync(WatchedProducer watched)
    {
        watched.IsAsked = true;
        try
        {
            await watched.Process.Sender.IsThereAsync().WaitAsync(options.SendTimeout, time).ConfigureAwait(false);
            watched.Failures = 0;
        }
        catch (Exception error)
        {
            if (watched.Failures++ == 0)
                watched.FailedSince = time.GetTimestamp();
            var isKnown = error is SiloUnavailableException or ClientNotAvailableException && watched.Failures >= Verdicts;
            if (isKnown || time.GetElapsedTime(watched.FailedSince) >= options.Lease)
                End(watched);
        }
        finally
        {
            watched.IsAsked = false;
        }
    }

    private void End(WatchedProducer watched)
    {
        if (!_watched.TryRemove(new(watched.Process.Id, watched)))
            return;
        watched.HasEnded = true;
        gone(watched.Process);
    }
}
