using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Transport;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>
/// Keeps one share of a session's subscriptions connected for as long as it runs: connects, reconnects after its back-off, and
/// replaces a connection that the venue is going to end by making the next one first.
/// </summary>
internal sealed class ConnectionRunner
{
    private readonly SessionContext _session;
    private readonly Lock _changing = new();
    private readonly Dictionary<ChannelSubscription, WantedChannel> _wanted = [];
    private readonly List<LiveConnection> _open = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _stopRequested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConnectionOpener _opener;
    private readonly BackOff _backOff;
    private TaskCompletionSource _hurry = NewAttempt();
    private TaskCompletionSource _attempt = NewAttempt();
    private Task _running = Task.CompletedTask;
    private bool _down;
    private bool _everOpen;
    private volatile ConnectionEnd? _lastEnd;
    private long _nextAttempt;

    public ConnectionRunner(SessionContext session)
    {
        _session = session;
        _opener = new ConnectionOpener(session);
        _backOff = new BackOff(session.Clock, session.Services.Random);
    }

    /// <summary>How many subscriptions it carries.</summary>
    public int Count
    {
        get
        {
            lock (_changing)
                return _wanted.Count;
        }
    }

    /// <summary>Completed while connected; else completes with the attempt that comes or is under way, or fails with why it did.</summary>
    public Task Attempt
    {
        get
        {
            lock (_changing)
                return _open.Count > 0 ? Task.CompletedTask : _attempt.Task;
        }
    }

    /// <summary>Failures in a row.</summary>
    public int Failures => _backOff.Failures;

    /// <summary>What went wrong last.</summary>
    public string? LastError { get; private set; }

    /// <summary>Whether the venue refused the last connection for a reason that does not pass by itself, and none is open.</summary>
    public bool IsTerminal => _lastEnd is { IsTerminal: true } && Open().Count == 0;

    /// <summary>When the next attempt is made; absent while none is waited for.</summary>
    public UnixNanos NextAttempt => new(Volatile.Read(ref _nextAttempt));

    /// <summary>How long the newest handshake took.</summary>
    public TimeSpan? ConnectLatency => _opener.Latency;

    /// <summary>Starts connecting once <paramref name="others"/> have ended. What is wanted first must have been added.</summary>
    public void Start(Task others) => _running = Task.Run(() => RunAsync(others));

    /// <summary>Adds a subscription.</summary>
    public void Want(WantedChannel wanted)
    {
        lock (_changing)
        {
            if (!_wanted.TryAdd(wanted.Channel, wanted))
                return;
            foreach (var connection in _open)
            {
                connection.Ledger.Want(wanted);
                connection.Wake();
            }

            if (_down)
                _session.AnnounceLoss(wanted.Symbol);
        }
    }

    /// <summary>Takes a subscription away; false when it carries no such one.</summary>
    public bool Unwant(ChannelSubscription channel)
    {
        lock (_changing)
        {
            if (!_wanted.Remove(channel))
                return false;
            foreach (var connection in _open)
            {
                connection.Ledger.Unwant(channel);
                connection.Wake();
            }

            return true;
        }
    }

    /// <summary>Ends every connection, politely and within the deadlines.</summary>
    public async Task StopAsync()
    {
        // Cancelled first: whoever the request wakes looks at the token.
        var cancelled = _stopping.CancelAsync();
        _stopRequested.TrySetResult();
        await cancelled.ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(Open().Select(connection => connection.CloseAsync(ConnectionEnd.Stopped, unsubscribe: true))).ConfigureAwait(false);
        lock (_changing)
            _open.Clear();
    }

    /// <summary>Replaces its connection, or tries now instead of later.</summary>
    public void Renew()
    {
        Replace("an operator asked for it");
        lock (_changing)
            _hurry.TrySetResult();
    }

    /// <summary>Replaces its connection; where one is being made already, its back-off stays as it is.</summary>
    public void Replace(string reason)
    {
        foreach (var connection in Open())
            connection.WantRotation(reason);
    }

    /// <summary>Ends its connections because the provider may not be used; it tries again when the circuit lets it.</summary>
    public Task SuspendAsync(string? reason) =>
        Task.WhenAll(Open().Select(connection => connection.CloseAsync(ConnectionEnd.Isolated(reason), unsubscribe: true)));

    /// <summary>Its open connections.</summary>
    public IReadOnlyList<LiveConnection> Open()
    {
        lock (_changing)
            return [.. _open];
    }

    /// <summary>Where it is in its life.</summary>
    public ProviderState State()
    {
        lock (_changing)
        {
            if (_open.Count > 0)
                return _open.Exists(connection => connection.Ledger.Count().Unsettled == 0) ? ProviderState.Live : ProviderState.Subscribing;
            return _everOpen || _down ? ProviderState.Reconnecting : ProviderState.Connecting;
        }
    }

    private async Task RunAsync(Task others)
    {
        var stop = _stopping.Token;
        try
        {
            await Task.WhenAny(others, _stopRequested.Task).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            var current = await OpenUntilSuccessAsync(null, stop).ConfigureAwait(false);
            while (current is not null)
            {
                await Task.WhenAny(current.Ended, current.RotationWanted, _stopRequested.Task).ConfigureAwait(false);
                stop.ThrowIfCancellationRequested();
                if (!current.Ended.IsCompleted)
                    current = await ReplaceAsync(current, stop).ConfigureAwait(false);
                if (current.Ended.IsCompleted)
                    current = await OpenUntilSuccessAsync(await current.Ended.ConfigureAwait(false), stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            lock (_changing)
                _attempt.TrySetCanceled(stop);
        }
    }

    /// <summary>Makes the next connection while the old one still delivers; the old one is closed once the next one is established.</summary>
    private async Task<LiveConnection> ReplaceAsync(LiveConnection current, CancellationToken stop)
    {
        _session.Log.Rotating(await current.RotationWanted.ConfigureAwait(false));
        if (_session.Rules.ClosesBeforeOpening)
            await current.CloseAsync(ConnectionEnd.Rotated, unsubscribe: false).ConfigureAwait(false);
        while (!current.Ended.IsCompleted)
        {
            if (IsolationReason is not null)
            {
                // It is about to be ended, and nothing is made in its place.
                await Task.WhenAny(current.Ended, _stopRequested.Task).ConfigureAwait(false);
                stop.ThrowIfCancellationRequested();
                continue;
            }

            if (await TryOpenAsync(ConnectionTrial.BeginBeside(_session), stop).ConfigureAwait(false) is { } failure)
            {
                await BackOffAsync(failure, current.Ended, stop).ConfigureAwait(false);
                continue;
            }

            var next = Open()[^1];
            await EndIfIsolatedAsync().ConfigureAwait(false);
            await Task.WhenAny(next.Established, next.Ended, current.Ended, _stopRequested.Task).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            if (next.Ended.IsCompleted)
            {
                var end = await next.Ended.ConfigureAwait(false);
                Forget(next, end);
                if (!end.IsOurs)
                    await BackOffAsync(end, current.Ended, stop).ConfigureAwait(false);
                continue;
            }

            if (current.Ended.IsCompleted)
                AnnounceLoss();
            await current.CloseAsync(ConnectionEnd.Rotated, unsubscribe: false).ConfigureAwait(false);
            Forget(current, await current.Ended.ConfigureAwait(false));
            return next;
        }

        return current;
    }

    private async Task<LiveConnection?> OpenUntilSuccessAsync(ConnectionEnd? end, CancellationToken stop)
    {
        while (true)
        {
            if (end is not null)
                await NoteLossAsync(end, stop).ConfigureAwait(false);
            var trial = await ConnectionTrial.BeginAsync(_session, stop).ConfigureAwait(false);
            end = await TryOpenAsync(trial, stop).ConfigureAwait(false);
            if (end is not null)
                continue;
            await EndIfIsolatedAsync().ConfigureAwait(false);
            return Open()[^1];
        }
    }

    /// <summary>Why an operator has taken the provider out of use; null when none has.</summary>
    private string? IsolationReason =>
        _session.Circuit?.State is { Phase: CircuitPhase.Isolated } state ? state.Reason ?? "isolated" : null;

    /// <summary>Whoever isolated the provider while a connection was made has not seen it.</summary>
    private Task EndIfIsolatedAsync() => IsolationReason is { } reason ? SuspendAsync(reason) : Task.CompletedTask;

    private async Task NoteLossAsync(ConnectionEnd end, CancellationToken stop)
    {
        foreach (var over in Open().Where(connection => connection.Ended.IsCompleted))
            Forget(over, end);
        LastError = end.IsTerminal
            ? $"{end.Message} This does not pass by itself; it is tried again every {BackOff.TerminalRetry.TotalMinutes:0} min."
            : end.Message;
        lock (_changing)
        {
            if (!_down && _open.Count == 0)
            {
                _down = true;
                AnnounceLoss();
            }
        }

        if (end.Reason != ConnectionEnd.IsolatedReason)
            await BackOffAsync(end, _stopRequested.Task, stop).ConfigureAwait(false);
    }

    /// <summary>Waits before the next attempt, but no longer than until <paramref name="earliest"/>.</summary>
    private async Task BackOffAsync(ConnectionEnd end, Task earliest, CancellationToken stop)
    {
        var delay = _backOff.NextDelay(end);
        var hurry = NewAttempt();
        lock (_changing)
            _hurry = hurry;
        var again = Later(delay, _session.Circuit is { IsUsable: false, State.OpenUntil: var until } ? until - _session.Clock.GetUtcNow() : null);
        _session.Log.Lost(end.Reason, end.Message, again);
        _lastEnd = end;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var pause = Pause.For(delay, _session.Clock, over.Token);
        Volatile.Write(ref _nextAttempt, UnixNanos.From(_session.Clock.GetUtcNow() + again).Value);
        _session.OnChanged();
        await Task.WhenAny(earliest, hurry.Task, pause).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        Volatile.Write(ref _nextAttempt, 0);
        stop.ThrowIfCancellationRequested();
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan? other) => other > one ? other.Value : one;

    private async Task<ConnectionEnd?> TryOpenAsync(ConnectionTrial trial, CancellationToken stop)
    {
        try
        {
            IReadOnlyList<ChannelSubscription> initial;
            lock (_changing)
                initial = [.. _wanted.Keys];
            Run(await _opener.OpenAsync(initial, stop).ConfigureAwait(false), trial);
            _session.OnChanged();
            return null;
        }
        catch (ProviderConnectionException error)
        {
            return NoteFailure(error, trial);
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            // Rules or an address that nothing can be done with: the session goes on trying, and says why.
            return NoteFailure(new ProviderConnectionException($"The connection could not be tried: {error.Message}") { Reason = "adapter_error" }, trial);
        }
        catch
        {
            trial.End(ConnectionEnd.Stopped);
            throw;
        }
    }

    private void Run(WebSocketConnection socket, ConnectionTrial trial)
    {
        try
        {
            lock (_changing)
            {
                _open.Add(ConnectionOpener.Guard(() => new LiveConnection(_session, socket, _wanted.Values, trial, _backOff.NoteValidData)));
                _down = false;
                _everOpen = true;
                _attempt.TrySetResult();
                _attempt = NewAttempt();
            }
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private ConnectionEnd NoteFailure(ProviderConnectionException error, ConnectionTrial trial)
    {
        var end = new ConnectionEnd(error.Reason, error.Message, error.RetryAfter, error.IsTerminal);
        trial.End(end);
        _session.Counters.Disconnects.Add(error.Reason);
        LastError = error.Message;
        TaskCompletionSource failed;
        lock (_changing)
            (failed, _attempt) = (_attempt, NewAttempt());
        failed.TrySetException(error);
        _ = failed.Task.Exception;
        _session.OnChanged();
        return end;
    }

    private static TaskCompletionSource NewAttempt() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Forget(LiveConnection connection, ConnectionEnd end)
    {
        lock (_changing)
        {
            if (!_open.Remove(connection))
                return;
        }

        _session.Counters.Disconnects.Add(end.Reason);
        _session.OnChanged();
    }

    private void AnnounceLoss()
    {
        lock (_changing)
        {
            foreach (var symbol in _wanted.Values.Select(wanted => wanted.Symbol).Distinct())
            {
                _session.Staleness.Add(symbol);
                _session.AnnounceLoss(symbol);
            }
        }
    }
}
