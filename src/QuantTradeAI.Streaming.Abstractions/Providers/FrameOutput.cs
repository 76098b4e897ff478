using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Providers;

/// <summary>
/// Where a decoder puts what a frame holds. Reused from frame to frame, so that decoding allocates nothing.
/// Belongs to one reader at a time.
/// </summary>
public sealed class FrameOutput
{
    private MarketEvent[] _events = new MarketEvent[64];
    private readonly List<string> _ignored = [];
    private readonly List<string> _rejected = [];
    private readonly List<Heartbeat> _heartbeats = [];
    private readonly List<ControlSignal> _signals = [];
    private int _count;

    /// <summary>The events since the last <see cref="Clear"/>, in order.</summary>
    public ReadOnlySpan<MarketEvent> Events => _events.AsSpan(0, _count);

    /// <summary>Kinds of data that is not wanted, one entry for each occurrence.</summary>
    public IReadOnlyList<string> Ignored => _ignored;

    /// <summary>Kinds of malformed frames and fields, one entry for each occurrence.</summary>
    public IReadOnlyList<string> Rejected => _rejected;

    /// <summary>The venue's own heartbeats.</summary>
    public IReadOnlyList<Heartbeat> Heartbeats => _heartbeats;

    /// <summary>What the frame says to the session.</summary>
    public IReadOnlyList<ControlSignal> Signals => _signals;

    /// <summary>Whether nothing but events was put in.</summary>
    internal bool IsPlain => _ignored.Count + _rejected.Count + _heartbeats.Count + _signals.Count == 0;

    internal Span<MarketEvent> MutableEvents => _events.AsSpan(0, _count);

    /// <summary>A trade.</summary>
    public void Add(in Trade trade) => Next().Hold(trade);

    /// <summary>A quote.</summary>
    public void Add(in Quote quote) => Next().Hold(quote);

    /// <summary>A book event; see <see cref="MarketEvent(in EventHeader, BookLevels)"/>.</summary>
    public void Add(in EventHeader header, BookLevels levels) => Next() = new MarketEvent(header, levels);

    /// <summary>Data of a kind that is not wanted. <paramref name="kind"/> is one of a fixed few, such as the venue's message type.</summary>
    public void Ignore(string kind) => _ignored.Add(kind);

    /// <summary>A frame or an event that cannot be read. <paramref name="kind"/> is one of a fixed few, such as <c>bad_price</c>.</summary>
    public void Reject(string kind) => _rejected.Add(kind);

    /// <summary>
    /// An event of a subscribed symbol that cannot be read: its subscribers hear of a gap of one, unless consecutive trade ids will tell them.
    /// </summary>
    public void Reject(string kind, Symbol symbol, ProviderId provider, MarketEventKind lost, UnixNanos receiveTime)
    {
        const long NotNumberedYet = 0;
        Reject(kind);
        Next() = new MarketEvent(FeedStatus.GapOf(symbol, provider, receiveTime, GapReason.Unreadable, lost, NotNumberedYet, NotNumberedYet, missed: 1));
    }

    /// <summary>The venue's heartbeat for one symbol.</summary>
    public void Add(Heartbeat heartbeat) => _heartbeats.Add(heartbeat);

    /// <summary>A word to the session.</summary>
    public void Signal(ControlSignal signal) => _signals.Add(signal);

    /// <summary>Forgets the events that were added after <paramref name="count"/>: for a decoder that finds a frame broken half way.</summary>
    public void Rewind(int count) => _count = Math.Min(_count, count);

    /// <summary>Where the output stands now, for <see cref="Rewind(FrameMark)"/>.</summary>
    public FrameMark Mark() => new(_count, _ignored.Count, _rejected.Count, _heartbeats.Count, _signals.Count);

    /// <summary>Forgets all that was put in after <paramref name="mark"/>: for a decoder that finds a frame broken near its end.</summary>
    public void Rewind(FrameMark mark)
    {
        _count = Math.Min(_count, mark.Events);
        Cut(_ignored, mark.Ignored);
        Cut(_rejected, mark.Rejected);
        Cut(_heartbeats, mark.Heartbeats);
        Cut(_signals, mark.Signals);
    }

    /// <summary>Forgets everything but keeps the memory.</summary>
    public void Clear()
    {
        _count = 0;
        ClearNotes();
    }

    internal void ClearNotes()
    {
        if (IsPlain)
            return;
        _ignored.Clear();
        _rejected.Clear();
        _heartbeats.Clear();
        _signals.Clear();
    }

    private static void Cut<T>(List<T> list, int count)
    {
        if (list.Count > count)
            list.RemoveRange(count, list.Count - count);
    }

    private ref MarketEvent Next()
    {
        if (_count == _events.Length)
            Array.Resize(ref _events, _count * 2);
        return ref _events[_count++];
    }
}
