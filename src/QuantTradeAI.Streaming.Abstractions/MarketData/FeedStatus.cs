using System.Runtime.InteropServices;

namespace QuantTradeAI.Streaming.MarketData;

/// <summary>How good a symbol's feed is from here on. Part of the stream. An unmanaged value of 80 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct FeedStatus
{
    private readonly EventHeader _header;
    private readonly long _from;
    private readonly long _to;
    private readonly long _missed;
    private readonly FeedStatusKind _kind;
    private readonly GapReason _reason;
    private readonly MarketEventKind _lost;
    private readonly ProviderId _previous;

    private FeedStatus(FeedStatusKind kind, Symbol symbol, ProviderId provider, UnixNanos time)
    {
        _header.Kind = MarketEventKind.Status;
        _header.Symbol = symbol;
        _header.Provider = provider;
        _header.ReceiveTime = time;
        _kind = kind;
    }

    private FeedStatus(in FeedStatus status, GapReason reason, MarketEventKind lost, long from, long to, long missed)
    {
        this = status;
        _reason = reason;
        _lost = lost;
        _from = from;
        _to = to;
        _missed = missed;
    }

    private FeedStatus(in FeedStatus status, ProviderId previous)
    {
        this = status;
        _previous = previous;
    }

    /// <summary>Identity, numbering and clocks; <see cref="EventHeader.ReceiveTime"/> is when the change was noticed.</summary>
    public EventHeader Header => _header;

    /// <inheritdoc cref="EventHeader.Symbol"/>
    public Symbol Symbol => _header.Symbol;

    /// <inheritdoc cref="EventHeader.Provider"/>
    public ProviderId Provider => _header.Provider;

    /// <summary>What is said.</summary>
    public FeedStatusKind Kind => _kind;

    /// <summary>Why events were lost; only in a <see cref="FeedStatusKind.Gap"/>.</summary>
    public GapReason Reason => _reason;

    /// <summary>Which kind of event was lost; only in a gap.</summary>
    public MarketEventKind Lost => _lost;

    /// <summary>First lost sequence number; only in a gap.</summary>
    public long From => _from;

    /// <summary>Last lost sequence number; only in a gap. A gap of unknown length takes one number.</summary>
    public long To => _to;

    /// <summary>How many events were lost; 0 when nobody can know.</summary>
    public long Missed => _missed;

    /// <summary>The source before; only in a <see cref="FeedStatusKind.SourceChanged"/>.</summary>
    public ProviderId Previous => _previous;

    /// <summary>A status without more to say: live, stale, disconnected, resynced.</summary>
    public static FeedStatus Of(FeedStatusKind kind, Symbol symbol, ProviderId provider, UnixNanos time) => new(kind, symbol, provider, time);

    /// <summary>Sequence numbers <paramref name="from"/> to <paramref name="to"/> of <paramref name="lost"/> never come.</summary>
    public static FeedStatus GapOf(
        Symbol symbol, ProviderId provider, UnixNanos time, GapReason reason, MarketEventKind lost, long from, long to, long missed) =>
        new(new FeedStatus(FeedStatusKind.Gap, symbol, provider, time), reason, lost, from, to, missed);

    /// <summary>From here on <paramref name="provider"/> is the source instead of <paramref name="previous"/>.</summary>
    public static FeedStatus SourceChangedTo(Symbol symbol, ProviderId provider, ProviderId previous, UnixNanos time) =>
        new(new FeedStatus(FeedStatusKind.SourceChanged, symbol, provider, time), previous);

    /// <summary>One line for people.</summary>
    public override string ToString() => Kind switch
    {
        FeedStatusKind.Gap => $"{Symbol}@{Provider} gap in {Lost} {From}..{To} ({Reason}, {(Missed == 0 ? "unknown number" : Missed)} lost)",
        FeedStatusKind.SourceChanged => $"{Symbol} source {Previous} -> {Provider}",
        _ => $"{Symbol}@{Provider} {Kind}",
    };
}
