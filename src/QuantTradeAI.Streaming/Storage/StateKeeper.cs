using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.Storage;

/// <summary>
/// Writes the newest record of each provider behind the backs of those who note it. While the store fails, records are kept in memory,
/// one a provider, and tried again: at a new note after a second at least, else every five. The store belongs to who opened it.
/// </summary>
internal sealed partial class StateKeeper : IAsyncDisposable
{
    /// <summary>A failed write is tried again after so long.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    /// <summary>And after so long when there is something new.</summary>
    public static readonly TimeSpan LeastInterval = TimeSpan.FromSeconds(1);

    /// <summary>A write that takes longer has failed until it comes to an end.</summary>
    public static readonly TimeSpan WriteDeadline = TimeSpan.FromSeconds(10);

    private readonly Lock _changing = new();
    private readonly IProviderStateStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly StateBacklog _backlog = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _writing;
    private TaskCompletionSource _wake = NewWake();
    private TaskCompletionSource<bool>? _flushing;
    private StorageStatus _status;
    private long _failedAt;

    public StateKeeper(IProviderStateStore store, TimeProvider clock, ILogger logger)
    {
        (_store, _clock, _logger) = (store, clock, logger);
        _status = new StorageStatus(store.Location, IsDegraded: false, null, null, 0, 0, 0);
        _writing = Task.Run(WriteOnAsync);
    }

    /// <summary>It began to fail, or works again. Handlers must be quick.</summary>
    public event Action? Changed;

    /// <summary>As it is now.</summary>
    public StorageStatus Status
    {
        get
        {
            lock (_changing)
                return _status with { Waiting = _backlog.Count };
        }
    }

    /// <summary>Has a record written; an older one of the same provider that still waits is not. Never waits, never throws.</summary>
    public void Note(ProviderRecord record)
    {
        lock (_changing)
        {
            _backlog.Put(record);
            _wake.TrySetResult();
        }
    }

    /// <summary>
    /// Tries at once to write all that waits. False when something still waits: the store fails, or <paramref name="deadline"/> has come.
    /// </summary>
    public async Task<bool> FlushAsync(CancellationToken deadline)
    {
        Task<bool> flushing;
        lock (_changing)
        {
            if (_backlog.Count == 0)
                return true;
            _flushing ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            flushing = _flushing.Task;
            _wake.TrySetResult();
        }

        try
        {
            return await flushing.WaitAsync(deadline);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Writes no more; what waits is lost unless it was flushed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _writing;
        EndFlush(isDone: false);
    }

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WriteOnAsync()
    {
        try
        {
            while (true)
            {
                if (await PauseAsync())
                    EndFlush(await WriteWaitingAsync());
            }
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    /// <summary>Whether it is time to write; else something has changed, and it is to be asked again.</summary>
    private async Task<bool> PauseAsync()
    {
        Task woken;
        TimeSpan pause;
        lock (_changing)
        {
            pause = Pause();
            if (pause == TimeSpan.Zero)
                return true;
            if (_wake.Task.IsCompleted)
                _wake = NewWake();
            woken = _wake.Task;
        }

        try
        {
            await woken.WaitAsync(pause, _clock, _stopping.Token);
        }
        catch (TimeoutException)
        {
            // Time to try again.
        }

        return false;
    }

    private TimeSpan Pause()
    {
        if (_flushing is not null)
            return TimeSpan.Zero;
        if (_backlog.Count == 0)
            return Timeout.InfiniteTimeSpan;
        if (!_status.IsDegraded)
            return TimeSpan.Zero;
        var rest = (_backlog.HasNews ? LeastInterval : RetryInterval) - _clock.GetElapsedTime(_failedAt);
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    private async Task<bool> WriteWaitingAsync()
    {
        while (Take() is { } record)
        {
            try
            {
                await WriteAsync(record);
            }
            catch (StateConflictException conflict)
            {
                Superseded(_store.Location, record.Provider, conflict.Message);
                NoteDone(written: 0);
                continue;
            }
            catch (Exception error) when (!_stopping.IsCancellationRequested)
            {
                NoteFailure(error.Message, record);
                return false;
            }

            NoteDone(written: 1);
        }

        return true;
    }

    private ProviderRecord? Take()
    {
        lock (_changing)
            return _backlog.Take();
    }

    private async Task WriteAsync(ProviderRecord record)
    {
        _stopping.Token.ThrowIfCancellationRequested();
        var write = _store.WriteAsync(record, CancellationToken.None).AsTask();
        try
        {
            await write.WaitAsync(WriteDeadline, _clock, _stopping.Token);
        }
        catch (TimeoutException) when (!write.IsCompleted)
        {
            // No other write goes beside one that hangs.
            NoteFailure($"{_store.Location}: writing has taken more than {WriteDeadline.TotalSeconds:0} s; see that the disk works.");
            EndFlush(isDone: false);
            await write.WaitAsync(_stopping.Token);
        }
    }

    private void EndFlush(bool isDone)
    {
        lock (_changing)
        {
            // What was noted meanwhile is flushed, too.
            if (isDone && _backlog.Count > 0)
                return;
            _flushing?.TrySetResult(isDone);
            _flushing = null;
        }
    }

    private void NoteFailure(string problem, ProviderRecord? record = null)
    {
        bool isNew;
        lock (_changing)
        {
            isNew = !_status.IsDegraded;
            _failedAt = _clock.GetTimestamp();
            _status = _status with
            {
                IsDegraded = true,
                DegradedSince = _status.DegradedSince ?? _clock.GetUtcNow(),
                LastError = problem,
                Failures = _status.Failures + 1,
            };
            _backlog.NoteFailure(record);
        }

        if (!isNew)
            return;
        Degraded(_store.Location, problem);
        Tell();
    }

    private void NoteDone(int written)
    {
        DateTimeOffset? since;
        lock (_changing)
        {
            since = _status.DegradedSince;
            _backlog.NoteWritten();
            _status = _status with { IsDegraded = false, DegradedSince = null, LastError = null, Written = _status.Written + written };
        }

        if (since is null)
            return;
        Recovered(_store.Location, _clock.GetUtcNow() - since.Value);
        Tell();
    }

    private void Tell()
    {
        foreach (var handler in Changed?.GetInvocationList() ?? [])
        {
            try
            {
                ((Action)handler)();
            }
            catch (Exception error)
            {
                HandlerThrew(error);
            }
        }
    }
}
