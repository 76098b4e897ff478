using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Transport;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>
/// One open socket with all that keeps it alive: a reader, and a control loop that sends what the venue must be told at the venue's
/// pace and watches the deadlines.
/// </summary>
internal sealed class LiveConnection : IFrameListener
{
    /// <summary>A connection is replaced when so much of its allowed age is left, at most.</summary>
    private static readonly TimeSpan RotationMargin = TimeSpan.FromMinutes(10);

    private readonly SessionContext _session;
    private readonly WebSocketConnection _socket;
    private readonly FrameReader _reader;
    private readonly ControlPacer _pacer;
    private readonly IdleWatch _idle;
    private readonly WakeUp _wake;
    private readonly ConcurrentQueue<ReadOnlyMemory<byte>> _replies = new();
    private readonly CancellationTokenSource _controlStop = new();
    private readonly TaskCompletionSource _established = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _rotationWanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action _onValidData;
    private readonly long _openedAt;
    private ConnectionEnd? _endedByUs;
    private volatile ConnectionEnd? _verdict;
    private long _lastRequestId;
    private volatile bool _ready;
    private volatile bool _leaving;

    public LiveConnection(SessionContext session, WebSocketConnection socket, IEnumerable<WantedChannel> wanted, Action onValidData)
    {
        _session = session;
        _socket = socket;
        _onValidData = onValidData;
        _openedAt = session.Clock.GetTimestamp();
        _pacer = new ControlPacer(session.Clock, session.Rules.ControlMessageSpacing);
        _idle = new IdleWatch(session.Clock, session.Rules.DataIdleTimeout);
        _wake = new WakeUp(session.Clock);
        _ready = !session.Rules.WaitsForReady;
        Ledger = new SubscriptionLedger(session.Clock, session.Rules.AcknowledgementTimeout);
        foreach (var channel in wanted)
            Ledger.Want(channel);

        // The adapter's code runs here: nothing may have been started yet.
        _reader = new FrameReader(session, socket, Ledger, this);
        Ended = RunAsync();
    }

    /// <summary>Intent against acknowledgement on this connection.</summary>
    public SubscriptionLedger Ledger { get; }

    /// <summary>Completes when the connection is over and its socket closed.</summary>
    public Task<ConnectionEnd> Ended { get; }

    /// <summary>Completes when everything wanted is acknowledged, delivers data or was refused for good.</summary>
    public Task Established => _established.Task;

    /// <summary>Completes when a replacement should be made, with the reason.</summary>
    public Task<string> RotationWanted => _rotationWanted.Task;

    /// <summary>The ledger has changed.</summary>
    public void Wake() => _wake.Signal();

    /// <summary>Says goodbye: unsubscribes if asked to, closes, drains what still comes. Ends within the rules' deadlines.</summary>
    public async Task CloseAsync(ConnectionEnd why, bool unsubscribe)
    {
        _endedByUs ??= why;
        using var deadline = new CancellationTokenSource(_session.Rules.CloseTimeout, _session.Clock);
        try
        {
            if (unsubscribe && !Ended.IsCompleted)
                await UnsubscribeAllAsync(deadline.Token).ConfigureAwait(false);
            await StopControlAsync().ConfigureAwait(false);
            await _socket.CloseAsync().ConfigureAwait(false);
            await Ended.WaitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await StopControlAsync().ConfigureAwait(false);
            _reader.StopWaiting();
            _socket.Abort();
            await Ended.ConfigureAwait(false);
        }
    }

    void IFrameListener.OnValidData() => _onValidData();

    void IFrameListener.OnAllConfirmed() => Wake();

    void IFrameListener.OnMissedTrades(Symbol symbol)
    {
        _verdict ??= new ConnectionEnd("missed_trades", $"The venue's heartbeats tell of trades of {symbol} that do not come.");
        Wake();
    }

    void IFrameListener.OnSignal(ControlSignal signal)
    {
        switch (signal)
        {
            case ControlSignal.Ready:
                _ready = true;
                break;
            case ControlSignal.Acknowledged acknowledged:
                Ledger.NoteAcknowledged(acknowledged.RequestId);
                break;
            case ControlSignal.ActiveSubscriptions active:
                Ledger.NoteActive(active.Active);
                break;
            case ControlSignal.Refused refused:
                _session.Log.Refused(refused.Message);
                Ledger.NoteRefused(refused);
                break;
            case ControlSignal.ServerClosing:
                _rotationWanted.TrySetResult("the venue is going to close it");
                break;
            case ControlSignal.Reply reply:
                _replies.Enqueue(reply.Payload);
                break;
        }

        Wake();
    }

    private async Task<ConnectionEnd> RunAsync()
    {
        await Task.Yield();
        var reading = _reader.RunAsync();
        var controlling = ControlAsync(_controlStop.Token);
        await Task.WhenAny((Task)reading, controlling).ConfigureAwait(false);
        if (!reading.IsCompleted && _endedByUs is null)
        {
            _reader.StopWaiting();
            _socket.Abort();
        }

        var end = await EndOfAsync(reading).ConfigureAwait(false);
        await StopControlAsync().ConfigureAwait(false);
        var verdict = await controlling.ConfigureAwait(false);
        _socket.Dispose();
        return _endedByUs ?? verdict ?? end;
    }

    private static async Task<ConnectionEnd> EndOfAsync(Task<ConnectionEnd> reading)
    {
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            return new ConnectionEnd("reader_error", $"The reader failed: {error}");
        }
    }

    private Task StopControlAsync() => _controlStop.CancelAsync();

    /// <summary>Sends and watches until it is stopped, or returns why the connection must end.</summary>
    private async Task<ConnectionEnd?> ControlAsync(CancellationToken stop)
    {
        try
        {
            foreach (var message in _session.Adapter.GetHandshake(_session.Settings))
                await SendAsync(message.Payload, stop).ConfigureAwait(false);
            while (true)
            {
                if (await SendNextAsync(stop).ConfigureAwait(false))
                    continue;
                if (FindEnd() is { } end)
                    return end;
                NoteProgress();
                await _wake.WaitAsync(NextCheck(), stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (ProviderConnectionException error)
        {
            return new ConnectionEnd(error.Reason, error.Message);
        }
        catch (Exception error)
        {
            return new ConnectionEnd("adapter_error", $"The adapter failed: {error}");
        }
    }

    private async ValueTask<bool> SendNextAsync(CancellationToken stop)
    {
        if (_replies.TryDequeue(out var reply))
        {
            await SendAsync(reply, stop).ConfigureAwait(false);
            return true;
        }

        if (!_ready)
            return false;
        var (subscribe, unsubscribe) = Ledger.Difference(_session.Rules.MaxSubscriptionsPerRequest);
        if (subscribe.Length + unsubscribe.Length > 0 && _pacer.Wait is var wait && wait > TimeSpan.Zero)
        {
            // What is wanted when its turn comes counts, not what was wanted before.
            await Pause.For(wait, _session.Clock, stop).ConfigureAwait(false);
            return true;
        }

        if (unsubscribe.Length > 0)
        {
            var request = _session.Adapter.BuildUnsubscribe(unsubscribe, ++_lastRequestId, _session.Settings);
            RequireProgress(request, unsubscribe);
            await SendAsync(request.Payload, stop, () => Ledger.NoteUnsubscribing(request)).ConfigureAwait(false);
            return true;
        }

        if (subscribe.Length > 0)
        {
            var request = _session.Adapter.BuildSubscribe(subscribe, ++_lastRequestId, _session.Settings);
            RequireProgress(request, subscribe);
            await SendAsync(request.Payload, stop, () => Ledger.NoteSubscribing(request)).ConfigureAwait(false);
            return true;
        }

        return false;
    }

    /// <summary>A request that covers nothing of what it was built for would be built again at once, for ever.</summary>
    private static void RequireProgress(VenueRequest request, ImmutableArray<ChannelSubscription> asked)
    {
        if (request.Covers.IsDefaultOrEmpty || !request.Covers.Any(channel => asked.Contains(channel)))
            throw new InvalidOperationException($"its request covers none of {string.Join(", ", asked.Take(3))}; expected at least one");
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken stop, Action? beforeSending = null)
    {
        while (_pacer.Wait is var wait && wait > TimeSpan.Zero)
            await Pause.For(wait, _session.Clock, stop).ConfigureAwait(false);
        _pacer.Note();
        beforeSending?.Invoke();
        await _socket.SendAsync(message).ConfigureAwait(false);
    }

    private async Task UnsubscribeAllAsync(CancellationToken deadline)
    {
        Ledger.UnwantAll();
        _leaving = true;
        Wake();
        await Task.WhenAny(_left.Task, Ended).WaitAsync(deadline).ConfigureAwait(false);
    }

    private void NoteProgress()
    {
        if (_leaving)
            _left.TrySetResult();
        if (Ledger.Count().Unsettled == 0)
            _established.TrySetResult();
        _session.OnChanged();
        if (AgeLeft() <= TimeSpan.Zero)
            _rotationWanted.TrySetResult("it is near the age at which the venue ends it");
    }

    private ConnectionEnd? FindEnd()
    {
        var (_, active, unsettled) = Ledger.Count();
        if (_reader.WaitsForRoom || active + unsettled == 0)
            _idle.Restart();
        return _idle.IsIdle(_reader.DataFrames)
            ? _verdict ??= new ConnectionEnd("data_idle", $"No data for {_session.Rules.DataIdleTimeout.TotalSeconds:0.#} s.")
            : _verdict;
    }

    private TimeSpan AgeLeft()
    {
        var age = _session.Rules.MaxConnectionAge;
        if (age == Timeout.InfiniteTimeSpan || _rotationWanted.Task.IsCompleted)
            return TimeSpan.MaxValue;
        var margin = RotationMargin < age / 10 ? RotationMargin : age / 10;
        return age - margin - _session.Clock.GetElapsedTime(_openedAt);
    }

    private TimeSpan NextCheck()
    {
        var next = TimeSpan.FromHours(1);
        foreach (var candidate in (ReadOnlySpan<TimeSpan>)[_idle.CheckEvery, Ledger.NextExpiry(), AgeLeft()])
        {
            if (candidate != Timeout.InfiniteTimeSpan && candidate < next)
                next = candidate;
        }

        return next > TimeSpan.Zero ? next : TimeSpan.FromMilliseconds(1);
    }
}
