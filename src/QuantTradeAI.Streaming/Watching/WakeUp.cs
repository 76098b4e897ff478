namespace QuantTradeAI.Streaming.Watching;

/// <summary>Wakes one loop: when something has changed, or when its time has come. Signals that nobody waits for yet are remembered as one.</summary>
internal sealed class WakeUp(TimeProvider clock)
{
    private readonly SemaphoreSlim _signals = new(0);
    private int _pending;

    public void Signal()
    {
        if (Interlocked.Exchange(ref _pending, 1) == 0)
            _signals.Release();
    }

    /// <summary>Returns after a signal or after <paramref name="limit"/>, whichever is first.</summary>
    public async Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        await using var timer = clock.CreateTimer(static self => ((WakeUp)self!).Signal(), this, limit, Timeout.InfiniteTimeSpan);
        await _signals.WaitAsync(cancellationToken).ConfigureAwait(false);

        // A full fence: what the signaller changed before a signal that found this one pending must be seen from here on.
        Interlocked.Exchange(ref _pending, 0);
    }
}
