namespace QuantTradeAI.Cluster.Codec;

/// <summary>
/// Version 1 of a block, for ever. All numbers are little-endian:
/// <list type="number">
/// <item>the header: version, counts, sizes;</item>
/// <item>the names of the symbols, then of the providers: a byte of length and UTF-8 each, zeros up to the next multiple of 8;</item>
/// <item>a record for each event: what they have in common, then what its kind adds; symbols and providers are places in the names, from 1, and 0 is none;</item>
/// <item>for each book event in turn: update ids, the counts of bids and asks, the bids, the asks.</item>
/// </list>
/// Unused bytes are zero. A new value of an enumeration, or another shape of a record, is a new version.
/// </summary>
internal static class LayoutV1
{
    public const byte Version = 1;

    /// <summary>Where the parts of the header are.</summary>
    public const int VersionAt = 0, ReservedAt = 1, ProvidersAt = 2, SymbolsAt = 4, EventsAt = 8, BooksAt = 12, NamesSizeAt = 16, RecordsSizeAt = 20, LevelsSizeAt = 24, PaddingAt = 28;

    /// <summary>How long the header is.</summary>
    public const int HeaderSize = 32;

    /// <summary>The longest name, in bytes of UTF-8.</summary>
    public const int MaxNameSize = byte.MaxValue;

    /// <summary>What all records have in common.</summary>
    public const int KindAt = 0, FlagsAt = 1, ProviderAt = 2, SymbolAt = 4, EpochAt = 8, SequenceAt = 16, ExchangeTimeAt = 24, ReceiveTimeAt = 32, PublishTimeAt = 40;

    /// <summary>How long that is, which is all of a book event's record.</summary>
    public const int CommonSize = 48;

    /// <summary>A trade's own parts; its last bytes are unused.</summary>
    public const int PriceAt = 48, SizeAt = 56, TradeIdAt = 64, PriceScaleAt = 72, SizeScaleAt = 73, AggressorAt = 74, TradeSize = 80;

    /// <summary>A quote's own parts.</summary>
    public const int BidPriceAt = 48, BidSizeAt = 56, AskPriceAt = 64, AskSizeAt = 72, UpdateIdAt = 80, BidPriceScaleAt = 88, BidSizeScaleAt = 89, AskPriceScaleAt = 90, AskSizeScaleAt = 91, ConflatedAt = 92, QuoteSize = 96;

    /// <summary>The scale of a size that the venue does not tell.</summary>
    public const byte NoScale = 255;

    /// <summary>A status's own parts; one byte before <see cref="PreviousAt"/> and two after it are unused.</summary>
    public const int FromAt = 48, ToAt = 56, MissedAt = 64, StatusKindAt = 72, ReasonAt = 73, LostAt = 74, PreviousAt = 76, StatusSize = 80;

    /// <summary>The parts of what precedes the levels of a book event.</summary>
    public const int FirstUpdateIdAt = 0, LastUpdateIdAt = 8, BidsAt = 16, AsksAt = 20, BookSize = 24;

    /// <summary>The parts of a level; the seven bytes after each scale are unused.</summary>
    public const int LevelPriceAt = 0, LevelPriceScaleAt = 8, LevelSizeAt = 16, LevelSizeScaleAt = 24, LevelSize = 32;

    /// <summary>The highest values of the enumerations.</summary>
    public const byte MaxKind = 4, AllFlags = 7, MaxAggressor = 2, MaxStatusKind = 6, MaxReason = 7;

    /// <summary>The bits of a trade's last eight bytes, and of a status's, that are used.</summary>
    public const ulong TradeTail = 0xFF_FFFF, StatusTail = 0xFFFF_00FF_FFFF;

    /// <summary>The next multiple of 8.</summary>
    public static int Padded(int size) => (size + 7) & ~7;
}
