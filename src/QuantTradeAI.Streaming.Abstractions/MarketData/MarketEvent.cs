using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace QuantTradeAI.Streaming.MarketData;

/// <summary>One event of a stream: a trade, a quote, a book event or a status, told apart by <see cref="Kind"/>.</summary>
[StructLayout(LayoutKind.Explicit)]
public struct MarketEvent
{
    [FieldOffset(0)]
    private BookLevels? _levels;

    [FieldOffset(8)]
    private EventHeader _header;

    [FieldOffset(8)]
    private Trade _trade;

    [FieldOffset(8)]
    private Quote _quote;

    [FieldOffset(8)]
    private FeedStatus _status;

    /// <summary>Holds a trade.</summary>
    public MarketEvent(in Trade trade) => _trade = trade;

    /// <summary>Holds a quote.</summary>
    public MarketEvent(in Quote quote) => _quote = quote;

    /// <summary>Holds a status.</summary>
    public MarketEvent(in FeedStatus status) => _status = status;

    /// <summary>Holds a book event: a snapshot when the header's flags say so, else an update.</summary>
    public MarketEvent(in EventHeader header, BookLevels levels)
    {
        _header = header;
        _header.Kind = MarketEventKind.Book;
        _levels = levels;
    }

    /// <summary>What it holds.</summary>
    public readonly MarketEventKind Kind => _header.Kind;

    /// <summary>Identity, numbering and clocks of whatever it holds.</summary>
    public readonly EventHeader Header => _header;

    /// <inheritdoc cref="EventHeader.Symbol"/>
    public readonly Symbol Symbol => _header.Symbol;

    /// <inheritdoc cref="EventHeader.Sequence"/>
    public readonly long Sequence => _header.Sequence;

    /// <summary>Whether this is a last known value and no live event.</summary>
    public readonly bool IsLastKnown => (_header.Flags & EventFlags.LastKnown) != 0;

    /// <summary>The trade.</summary>
    /// <exception cref="InvalidOperationException">It holds something else.</exception>
    public readonly Trade Trade => Kind == MarketEventKind.Trade ? _trade : throw Holds(nameof(Trade));

    /// <summary>The quote.</summary>
    /// <exception cref="InvalidOperationException">It holds something else.</exception>
    public readonly Quote Quote => Kind == MarketEventKind.Quote ? _quote : throw Holds(nameof(Quote));

    /// <summary>The status.</summary>
    /// <exception cref="InvalidOperationException">It holds something else.</exception>
    public readonly FeedStatus Status => Kind == MarketEventKind.Status ? _status : throw Holds(nameof(Status));

    /// <summary>Whether a book event replaces the book.</summary>
    public readonly bool IsSnapshot => Kind == MarketEventKind.Book && (_header.Flags & EventFlags.Snapshot) != 0;

    /// <summary>The whole book.</summary>
    /// <exception cref="InvalidOperationException">It holds something else.</exception>
    public readonly BookSnapshot BookSnapshot => IsSnapshot ? new BookSnapshot(_header, _levels!) : throw Holds(nameof(BookSnapshot));

    /// <summary>The changed levels.</summary>
    /// <exception cref="InvalidOperationException">It holds something else.</exception>
    public readonly BookUpdate BookUpdate =>
        Kind == MarketEventKind.Book && !IsSnapshot ? new BookUpdate(_header, _levels!) : throw Holds(nameof(BookUpdate));

    /// <summary>The levels of a book event; null in all others.</summary>
    internal readonly BookLevels? Levels => Kind == MarketEventKind.Book ? _levels : null;

    /// <summary>The header in place, for the stage that numbers.</summary>
    [UnscopedRef]
    internal ref EventHeader HeaderRef => ref _header;

    /// <summary>The trade in place, unchecked, for the hot path.</summary>
    [UnscopedRef]
    internal readonly ref readonly Trade TradeRef => ref _trade;

    /// <summary>The quote in place, unchecked, for the hot path.</summary>
    [UnscopedRef]
    internal ref Quote QuoteRef => ref _quote;

    internal void Hold(in Trade trade)
    {
        _levels = null;
        _trade = trade;
    }

    internal void Hold(in Quote quote)
    {
        _levels = null;
        _quote = quote;
    }

    internal void Hold(in FeedStatus status)
    {
        _levels = null;
        _status = status;
    }

    /// <summary>One line for people.</summary>
    public override readonly string ToString() => Kind switch
    {
        MarketEventKind.Trade => _trade.ToString(),
        MarketEventKind.Quote => _quote.ToString(),
        MarketEventKind.Status => _status.ToString(),
        MarketEventKind.Book => $"{Symbol}@{_header.Provider} book {(IsSnapshot ? "snapshot" : "update")}",
        _ => "nothing",
    };

    private readonly InvalidOperationException Holds(string wanted) => new($"The event holds {Kind}, not {wanted}; look at Kind first.");
}
