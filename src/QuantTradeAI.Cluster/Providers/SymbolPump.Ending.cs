namespace QuantTradeAI.Cluster.Providers;

/// <summary>How it ends: drained and disposed, or because another owner took the provider.</summary>
internal sealed partial class SymbolPump
{
    private int _busy;
    private TaskCompletionSource? _allIdle;

    /// <summary>Returns when all that was published before is taken, which is true, or when the deadline has come or nothing is sent any more.</summary>
    public async Task<bool> DrainAsync(CancellationToken deadline)
    {
        try
        {
            await AllIdleAsync().WaitAsync(deadline).ConfigureAwait(false);
            return !HasEnded;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Sends no more: what waits is dropped and counted. A call that is under way is left to end by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        if (End())
            await _ending.CancelAsync().ConfigureAwait(false);
    }

    internal void NoteBusy() => Interlocked.Increment(ref _busy);

    internal void NoteIdle()
    {
        if (Interlocked.Decrement(ref _busy) > 0)
            return;
        lock (_growing)
            TellIfAllIdle();
    }

    private Task AllIdleAsync()
    {
        lock (_growing)
        {
            _allIdle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var idle = _allIdle.Task;
            TellIfAllIdle();
            return idle;
        }
    }

    private void TellIfAllIdle()
    {
        if (Volatile.Read(ref _busy) > 0)
            return;
        _allIdle?.TrySetResult();
        _allIdle = null;
    }

    private void Fence(long epoch)
    {
        if (!End())
            return;
        Fenced(_providerName, _epoch, epoch);
        _ = _ending.CancelAsync();
        try
        {
            _onFenced(epoch);
        }
        catch (Exception error)
        {
            HandlerThrew(error, _providerName);
        }
    }

    /// <summary>False when it had ended before.</summary>
    private bool End()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return false;
        SymbolLane?[] lanes;
        lock (_growing)
            lanes = _lanes;
        foreach (var lane in lanes)
            Interlocked.Add(ref _dropped, lane?.Abandon() ?? 0);
        return true;
    }
}
