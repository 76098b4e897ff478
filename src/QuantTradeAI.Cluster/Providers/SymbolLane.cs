using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Providers;

/// <summary>What waits for one symbol, and the one batch of it that is under way. While nothing waits it holds no buffer and no task.</summary>
internal sealed partial class SymbolLane(SymbolPump pump, Symbol symbol) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private LaneQueue _waiting;
    private LaneLosses? _losses;
    private long _number;
    private bool _isSending;
    private bool _isToShow;

    /// <summary>The next lane to start; only between <see cref="Add"/> and <see cref="Start"/>.</summary>
    public SymbolLane? NextToStart { get; set; }

    /// <summary>Adds events in order; the oldest make room where there is none. True when the caller has to <see cref="Start"/> it.</summary>
    public bool Add(ReadOnlySpan<MarketEvent> events)
    {
        var dropped = 0L;
        bool begins;
        lock (_gate)
        {
            if (pump.HasEnded)
            {
                pump.NoteRefused(events.Length);
                return false;
            }

            var before = _waiting.Count;
            foreach (ref readonly var marketEvent in events)
            {
                if (pump.IsFull(_waiting.Count))
                    dropped += DropOldest();
                _waiting.Add(marketEvent);
            }

            pump.NoteWaiting(_waiting.Count - before);
            begins = Begin();
        }

        if (dropped > 0)
            pump.NoteDropped(symbol, dropped);
        return begins;
    }

    /// <summary>Has a batch sent even if nothing waits, so that the symbol hears of the owner. True when the caller has to <see cref="Start"/> it.</summary>
    public bool Show()
    {
        lock (_gate)
        {
            _isToShow = true;
            return !pump.HasEnded && Begin();
        }
    }

    /// <summary>Drops what waits, because nothing is sent any more; returns how many events.</summary>
    public long Abandon()
    {
        lock (_gate)
        {
            var dropped = 0L;
            pump.NoteWaiting(-_waiting.Count);
            while (_waiting.Count > 0)
                dropped += DropOldest();
            _waiting.Release();
            _losses = null;
            return dropped;
        }
    }

    private bool Begin()
    {
        if (_isSending)
            return false;
        pump.NoteBusy();
        return _isSending = true;
    }

    private long DropOldest()
    {
        var lost = _waiting.Take();
        return (_losses ??= new LaneLosses()).Add(ref lost);
    }
}
