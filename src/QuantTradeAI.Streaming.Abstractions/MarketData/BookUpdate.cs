namespace QuantTradeAI.Streaming.MarketData;

/// <summary>Changed levels of a book: absolute sizes, zero removes.</summary>
/// <param name="Header">Identity, numbering and clocks.</param>
/// <param name="Levels">The changed levels, to be applied in order.</param>
public readonly record struct BookUpdate(EventHeader Header, BookLevels Levels);
