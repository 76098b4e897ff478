using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Transport;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>
/// Reads one connection: frame, decode, hand over. Events gather for as long as further frames have already arrived, and leave at
/// once when none has. Nothing slow runs here.
/// </summary>
internal sealed class FrameReader(
    SessionContext session, WebSocketConnection socket, SubscriptionLedger ledger, IFrameListener listener)
{
    /// <summary>Most events that are handed over at once.</summary>
    public const int MaxBatch = 128;

    private const int MaxUncountedFrames = 1_024;

    private readonly IFrameDecoder _decoder = session.CreateDecoder();
    private readonly FrameOutput _output = new();
    private readonly CancellationTokenSource _stopping = new();
    private long _dataFrames;
    private bool _hasValidData;
    private int _frames;
    private int _unreadable;
    private long _bytes;

    /// <summary>Grows with every frame of application data: never with pings, acknowledgements or garbage.</summary>
    public long DataFrames => Volatile.Read(ref _dataFrames);

    /// <summary>Whether it waits for a blocking subscriber: then silence is our own.</summary>
    public bool WaitsForRoom { get; private set; }

    /// <summary>Reads until the connection ends.</summary>
    public async Task<ConnectionEnd> RunAsync()
    {
        try
        {
            while (true)
            {
                var receiving = socket.ReceiveAsync();
                if ((!receiving.IsCompleted || IsFull) && _frames > 0 && !HandOver())
                    await WaitForRoomAsync().ConfigureAwait(false);
                var length = await receiving.ConfigureAwait(false);
                if (length == WebSocketConnection.Closed)
                {
                    HandOver();
                    return new ConnectionEnd("closed_by_venue", $"The venue closed the connection ({socket.CloseReason}).");
                }

                Read(UnixNanos.Now(session.Clock));
            }
        }
        catch (ProviderConnectionException error)
        {
            HandOver();
            return new ConnectionEnd(error.Reason, error.Message);
        }
        finally
        {
            _stopping.Dispose();
        }
    }

    /// <summary>Ends a wait for room; the read itself ends with the socket.</summary>
    public void StopWaiting()
    {
        try
        {
            _stopping.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The reader has ended already.
        }
    }

    private bool IsFull => _output.Events.Length >= MaxBatch || _frames >= MaxUncountedFrames;

    private void Read(UnixNanos received)
    {
        var message = socket.Message;
        var before = _output.Events.Length;
        _frames++;
        _bytes += message.Length;
        Decode(message, received);

        if (_output.Events.Length > before)
            NoteEvents(_output.Events[before..], received);
        if (!_output.IsPlain)
            NoteRest(message, received);
    }

    private void Decode(ReadOnlySpan<byte> message, UnixNanos received)
    {
        var before = _output.Events.Length;
        try
        {
            if (socket.IsText)
                _decoder.Decode(message, received, _output);
            else
                _output.Reject("binary_frame");
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _output.Rewind(before);
            _output.Reject("decoder_error");
        }
    }

    private void NoteEvents(ReadOnlySpan<MarketEvent> events, UnixNanos received)
    {
        var unreadable = 0;
        foreach (ref readonly var marketEvent in events)
        {
            if (marketEvent.Kind == MarketEventKind.Status)
                unreadable++;
            else
                session.Staleness.Touch(marketEvent, received);
        }

        _unreadable += unreadable;
        if (unreadable == events.Length)
            return;
        Volatile.Write(ref _dataFrames, _dataFrames + 1);
        if (!_hasValidData)
            NoteValidData();
        if (ledger.HasUnconfirmed)
        {
            foreach (ref readonly var marketEvent in events)
                ledger.NoteData(marketEvent.Symbol, marketEvent.Kind.DataType());
            if (!ledger.HasUnconfirmed)
                listener.OnAllConfirmed();
        }
    }

    private void NoteRest(ReadOnlySpan<byte> message, UnixNanos received)
    {
        foreach (var kind in _output.Ignored)
            session.Counters.Ignored.Add(kind);
        foreach (var kind in _output.Rejected)
            session.Log.Rejected(kind, session.Counters.Rejected.Add(kind), message);
        foreach (var heartbeat in _output.Heartbeats)
        {
            if (!session.Staleness.Touch(heartbeat, received) && ledger.IsActive(heartbeat.Symbol, DataTypes.Trades))
                listener.OnMissedTrades(heartbeat.Symbol);
        }

        foreach (var signal in _output.Signals)
            listener.OnSignal(signal);
        if (_output.Ignored.Count + _output.Heartbeats.Count > 0)
            Volatile.Write(ref _dataFrames, _dataFrames + 1);
        if (_output.Heartbeats.Count > 0 && !_hasValidData)
            NoteValidData();
        _output.ClearNotes();
    }

    private void NoteValidData()
    {
        _hasValidData = true;
        listener.OnValidData();
    }

    private bool HandOver()
    {
        var events = _output.MutableEvents;
        var readable = events.Length - _unreadable;
        session.Counters.AddFrames(_frames, _bytes, readable);
        (_frames, _bytes, _unreadable) = (0, 0, 0);
        if (events.Length == 0)
            return true;
        if (readable > 0)
            session.Counters.NoteData(events);
        var hasRoom = session.Sink.Publish(events);
        _output.Clear();
        return hasRoom;
    }

    private async ValueTask WaitForRoomAsync()
    {
        WaitsForRoom = true;
        try
        {
            await session.Sink.WaitForRoomAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopping: what was handed over stays handed over.
        }
        finally
        {
            WaitsForRoom = false;
        }
    }
}
