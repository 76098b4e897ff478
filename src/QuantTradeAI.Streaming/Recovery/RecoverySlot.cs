namespace QuantTradeAI.Streaming.Recovery;

/// <summary>One name's callback, and its recovery when one is under way.</summary>
internal sealed class RecoverySlot(string name, Func<CancellationToken, Task> callback)
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _removed = new();
    private volatile Func<CancellationToken, Task> _callback = callback;
    private RecoveryStatus _status = new(name);
    private Task<bool>? _flight;
    private volatile Task? _call;

    public string Name => name;

    public CancellationToken Removed => _removed.Token;

    public Task Flight
    {
        get
        {
            lock (_gate)
                return _flight ?? Task.CompletedTask;
        }
    }

    public RecoveryStatus Status
    {
        get
        {
            lock (_gate)
            {
                var isRunning = _flight is { IsCompleted: false };
                return _status with { IsRunning = isRunning, IsHanging = !isRunning && _call is { IsCompleted: false } };
            }
        }
    }

    public void Use(Func<CancellationToken, Task> changed) => _callback = changed;

    /// <summary>The recovery that is under way, or a new one; null when the last callback hangs.</summary>
    public (Task<bool>? Flight, bool IsNew) Start(string reason, DateTimeOffset now, Func<RecoverySlot, Task<bool>> run)
    {
        lock (_gate)
        {
            if (_flight is { IsCompleted: false })
                return (_flight, false);
            if (_call is { IsCompleted: false } || _removed.IsCancellationRequested)
                return (null, false);
            _status = _status with { Started = _status.Started + 1, Reason = reason, StartedAt = now };
            _flight = Task.Run(() => run(this));
            return (_flight, true);
        }
    }

    /// <summary>Calls, and waits until it returns or is cancelled: a callback that blocks its thread or ignores cancellation is left behind.</summary>
    public Task CallAsync(CancellationToken cancellationToken)
    {
        var call = Task.Run(() => _callback(cancellationToken), CancellationToken.None);
        _ = call.ContinueWith(static ended => _ = ended.Exception, TaskScheduler.Default);
        _call = call;
        return call.WaitAsync(cancellationToken);
    }

    public void NoteSuccess(DateTimeOffset now)
    {
        lock (_gate)
            _status = _status with { EndedAt = now, RecoveredAt = now, LastError = null };
    }

    public void NoteFailure(DateTimeOffset now, string error)
    {
        lock (_gate)
            _status = _status with { EndedAt = now, Failed = _status.Failed + 1, LastError = error };
    }

    public void Cancel() => _removed.Cancel();
}
