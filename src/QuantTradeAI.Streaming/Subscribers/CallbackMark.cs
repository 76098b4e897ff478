namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>
/// Whether a callback holds its thread right now. The pump writes, the watch reads; a callback that is still the same one at the
/// next look holds its thread for good as far as anybody can tell.
/// </summary>
internal sealed class CallbackMark
{
    private const int Free = 0, Held = 1;

    private long _calls;
    private long _seen;
    private long _holds;
    private int _state;
    private volatile bool _inside;

    /// <summary>Callbacks that have counted as holding their thread.</summary>
    public long Holds => Interlocked.Read(ref _holds);

    /// <summary>The pump calls the callback now.</summary>
    public void Enter()
    {
        _calls++;
        _inside = true;
    }

    /// <summary>The callback gave its thread back. True when the watch had counted it as held, and must be told.</summary>
    public bool Leave()
    {
        _inside = false;
        return Volatile.Read(ref _state) == Held && Interlocked.Exchange(ref _state, Free) == Held;
    }

    /// <summary>Looks; true when the callback has begun to count as holding its thread.</summary>
    public bool BeginsToHold()
    {
        var begins = IsSameAgain();
        if (begins)
            Interlocked.Increment(ref _holds);
        return begins;
    }

    private bool IsSameAgain()
    {
        var calls = Volatile.Read(ref _calls);
        var sameAsBefore = _inside && calls == _seen;
        _seen = calls;
        if (!sameAsBefore || Interlocked.CompareExchange(ref _state, Held, Free) != Free)
            return false;
        var stillInside = _inside && Volatile.Read(ref _calls) == calls;
        return stillInside || Interlocked.Exchange(ref _state, Free) != Held;
    }
}
