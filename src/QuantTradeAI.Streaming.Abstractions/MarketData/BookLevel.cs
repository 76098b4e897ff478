namespace QuantTradeAI.Streaming.MarketData;

/// <summary>One price level of a book: an unmanaged value.</summary>
/// <param name="Price">Price in the quote currency.</param>
/// <param name="Size">Absolute size at that price; zero removes the level.</param>
public readonly record struct BookLevel(ExactDecimal Price, ExactDecimal Size);
