using System.Threading.Tasks.Sources;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>The reader's side: waits without allocation, and is woken once for each batch.</summary>
internal sealed partial class SubscriberQueue : IValueTaskSource<int>, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<bool> _wait;
    private Memory<MarketEvent> _buffer;
    private CancellationToken _readToken;
    private CancellationTokenRegistration _registration;
    private bool _waits;
    private bool _wakeAsked;
    private bool _cancelled;
    private bool _isPosted;

    private bool HasSomething => Count > 0 || _first is { Count: > 0 } || _losses is { Count: > 0 };

    /// <summary>Waits until something is there, then takes all that is, up to the buffer's length; 0 when the queue has ended and is empty.</summary>
    public ValueTask<int> ReadAsync(Memory<MarketEvent> buffer, CancellationToken cancellationToken)
    {
        if (buffer.IsEmpty)
            throw new ArgumentException("The buffer has no room for an event.", nameof(buffer));
        cancellationToken.ThrowIfCancellationRequested();
        var taken = Take(buffer.Span);
        return taken > 0 ? new ValueTask<int>(taken) : WaitAsync(buffer, cancellationToken);
    }

    /// <summary>Waits until something is there to <see cref="Take"/>, which is above 0; 0 when the queue has ended and is empty.</summary>
    public ValueTask<int> WaitAsync() => WaitAsync(default, CancellationToken.None);

    private ValueTask<int> WaitAsync(Memory<MarketEvent> buffer, CancellationToken cancellationToken)
    {
        bool waits;
        short version;
        lock (_gate)
        {
            if (_waits)
                throw new InvalidOperationException("A read is under way; a subscription has one reader at a time.");
            waits = !HasSomething && !_ended;
            if (waits)
            {
                _wait.Reset();
                _buffer = buffer;
                _readToken = cancellationToken;
                _cancelled = false;
                _waits = true;
            }

            version = _wait.Version;
        }

        if (!waits)
            return new ValueTask<int>(Answer(buffer));
        _registration = cancellationToken.UnsafeRegister(static (queue, token) => ((SubscriberQueue)queue!).Cancel(token), this);
        return new ValueTask<int>(this, version);
    }

    /// <summary>Wakes the reader when it waits and there is something to tell. Call outside of all locks.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _wakeAsked = false;
            if (!_waits || !(HasSomething || _ended))
                return;
            _waits = false;
        }

        if (_isPosted)
            SetResult(asynchronously: true);
        else
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Takes nothing more; what waits can still be read.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _ended = true;
            MakeRoom();
        }

        Wake();
    }

    /// <summary>Takes nothing more and forgets what waits.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _ended = true;
            _statuses = 0;
            Array.Clear(_lanes);
            (_first, _losses, _ring, _laneOf, _head, _tail) = (null, null, [], null, 0, 0);
        }

        Complete();
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (_cancelled)
            _wait.SetException(new OperationCanceledException(_readToken));
        else
            SetResult(asynchronously: false);
    }

    int IValueTaskSource<int>.GetResult(short token)
    {
        _registration.Unregister();
        var buffer = _buffer;
        _buffer = default;
        _wait.GetResult(token);
        return Answer(buffer);
    }

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        // A reader on a scheduler of its own is handed to that, where it need not be handed to a thread before.
        _isPosted = (flags & ValueTaskSourceOnCompletedFlags.UseSchedulingContext) != 0 && SynchronizationContext.Current is null && TaskScheduler.Current != TaskScheduler.Default;
        _wait.OnCompleted(continuation, state, token, flags);
    }

    /// <summary>Who waits without a buffer is told that there is something.</summary>
    private int Answer(Memory<MarketEvent> buffer)
    {
        if (!buffer.IsEmpty)
            return Take(buffer.Span);
        lock (_gate)
            return HasSomething ? 1 : 0;
    }

    private void SetResult(bool asynchronously)
    {
        _wait.RunContinuationsAsynchronously = asynchronously;
        _wait.SetResult(true);
    }

    private void Cancel(CancellationToken token)
    {
        lock (_gate)
        {
            if (!_waits || token != _readToken)
                return;
            _waits = false;
            _cancelled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private OfferResult Signals()
    {
        var full = _blocks && IsFull() ? OfferResult.Full : OfferResult.None;
        if (!_waits || _wakeAsked)
            return full;
        _wakeAsked = true;
        return full | OfferResult.Wake;
    }
}
