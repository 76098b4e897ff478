using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Transport;
using QuantTradeAI.Streaming.Watching;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>
/// One open socket with all that keeps it alive: a reader, and a control loop that sends what the venue must be told and watches
/// the deadlines.
/// </summary>
internal sealed class LiveConnection : IFrameListener
{
    private readonly SessionContext _session;
    private readonly WebSocketConnection _socket;
    private readonly FrameReader _reader;
    private readonly ControlSender _sender;
    private readonly ConnectionWatch _watch;
    private readonly WakeUp _wake;
    private readonly CancellationTokenSource _controlStop = new();
    private readonly TaskCompletionSource _established = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _rotationWanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _condemned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConnectionTrial _trial;
    private readonly Action _onValidData;
    private long _framesSeen;
    private ConnectionEnd? _endedByUs;
    private volatile ConnectionEnd? _verdict;
    private volatile bool _leaving;

    public LiveConnection(
        SessionContext session, WebSocketConnection socket, IEnumerable<WantedChannel> wanted, ConnectionTrial trial, Action onValidData)
    {
        _session = session;
        _socket = socket;
        _trial = trial;
        _onValidData = onValidData;
        _watch = new ConnectionWatch(session.Rules, session.Clock);
        _wake = new WakeUp(session.Clock);
        Ledger = new SubscriptionLedger(session.Clock, session.Rules.AcknowledgementTimeout);
        foreach (var channel in wanted)
            Ledger.Want(channel);
        _sender = new ControlSender(session, socket, Ledger);

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

    /// <summary>The transport's round trip; null where the system does not tell.</summary>
    public TimeSpan? RoundTrip => _socket.RoundTrip;

    /// <summary>A replacement should be made.</summary>
    public void WantRotation(string reason) => _rotationWanted.TrySetResult(reason);

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

    void IFrameListener.OnValidData() => NoteValidData();

    void IFrameListener.OnAllConfirmed() => Wake();

    void IFrameListener.OnMissedTrades(Symbol symbol)
    {
        Condemn(new ConnectionEnd("missed_trades", $"The venue's heartbeats tell of trades of {symbol} that do not come."));
    }

    void IFrameListener.OnSignal(ControlSignal signal)
    {
        switch (signal)
        {
            case ControlSignal.Ready:
                _sender.NoteReady();
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
            case ControlSignal.Failed failed:
                Condemn(ConnectionEnd.Of(failed));
                break;
            case ControlSignal.ServerClosing:
                _rotationWanted.TrySetResult("the venue is going to close it");
                break;
            case ControlSignal.Reply reply:
                _sender.Reply(reply.Payload);
                break;
        }

        Wake();
    }

    private async Task<ConnectionEnd> RunAsync()
    {
        await Task.Yield();
        var reading = _reader.RunAsync();
        var controlling = ControlAsync(_controlStop.Token);
        await Task.WhenAny(reading, controlling, _condemned.Task).ConfigureAwait(false);
        if (!reading.IsCompleted && _endedByUs is null)
        {
            _reader.StopWaiting();
            _socket.Abort();
        }

        var end = await EndOfAsync(reading).ConfigureAwait(false);
        await StopControlAsync().ConfigureAwait(false);
        var ended = await controlling.ConfigureAwait(false);
        _socket.Dispose();

        // A venue that says why it closes often closes before the control loop has heard of it.
        var why = _endedByUs ?? _verdict ?? ended ?? end;
        _trial.End(why);
        return why;
    }

    private void NoteValidData()
    {
        _onValidData();
        _trial.NoteValidData();
    }

    /// <summary>It ends now, whatever the control loop waits for.</summary>
    private void Condemn(ConnectionEnd verdict)
    {
        _verdict ??= verdict;
        _condemned.TrySetResult();
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
            await _sender.SendHandshakeAsync(stop).ConfigureAwait(false);
            while (true)
            {
                var isBusy = await _sender.SendNextAsync(stop).ConfigureAwait(false);
                if (FindEnd() is { } end)
                    return end;
                NoteProgress(isBusy);
                if (isBusy)
                    continue;
                await _wake.WaitAsync(_watch.NextCheck(Ledger.NextExpiry(), _sender.IsReady), stop).ConfigureAwait(false);
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

    private async Task UnsubscribeAllAsync(CancellationToken deadline)
    {
        Ledger.UnwantAll();
        _leaving = true;
        Wake();
        await Task.WhenAny(_left.Task, Ended).WaitAsync(deadline).ConfigureAwait(false);
    }

    private void NoteProgress(bool isBusy)
    {
        if (_leaving && !isBusy)
            _left.TrySetResult();
        var (_, active, unsettled) = Ledger.Count();
        if (unsettled == 0)
            _established.TrySetResult();

        // Where silence tells nothing, there is nothing better to go by.
        if (unsettled == 0 && active > 0 && _session.Rules.IdleOnlyAfterData && !_session.Staleness.IsAnyExchangeOpen(UnixNanos.Now(_session.Clock)))
            NoteValidData();
        if (_reader.DataFrames is var frames && frames != _framesSeen)
            NoteFlow(frames);
        _session.OnChanged();
        if (_watch.IsAged)
            _rotationWanted.TrySetResult("it is near the age at which the venue ends it");
    }

    private void NoteFlow(long frames)
    {
        _framesSeen = frames;
        _trial.NoteFlow();
    }

    private ConnectionEnd? FindEnd()
    {
        var (_, active, unsettled) = Ledger.Count();
        var now = UnixNanos.Now(_session.Clock);
        var silenceIsNormal = _reader.WaitsForRoom || active + unsettled == 0 || !_session.Staleness.IsAnyMarketOpen(now)
            || (_session.Rules.IdleOnlyAfterData && _reader.DataFrames == 0 && !_session.Staleness.IsAnyExchangeOpen(now));
        return _verdict ??= _watch.FindEnd(_reader.DataFrames, silenceIsNormal, _sender.IsReady);
    }
}
