namespace QuantTradeAI.Streaming.MarketData;

/// <summary>What a <see cref="MarketEvent"/> holds; each kind is numbered apart.</summary>
public enum MarketEventKind : byte
{
    /// <summary>Nothing: the default value.</summary>
    None,

    /// <summary>A <see cref="MarketData.Trade"/>.</summary>
    Trade,

    /// <summary>A <see cref="MarketData.Quote"/>.</summary>
    Quote,

    /// <summary>A <see cref="MarketData.BookSnapshot"/> or a <see cref="MarketData.BookUpdate"/>: one numbered series.</summary>
    Book,

    /// <summary>A <see cref="MarketData.FeedStatus"/>.</summary>
    Status,
}
