namespace QuantTradeAI.Streaming.MarketData;

/// <summary>A whole book; it replaces whatever was known before.</summary>
/// <param name="Header">Identity, numbering and clocks.</param>
/// <param name="Levels">All levels, best first.</param>
public readonly record struct BookSnapshot(EventHeader Header, BookLevels Levels);
