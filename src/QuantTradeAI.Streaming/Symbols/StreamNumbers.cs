namespace QuantTradeAI.Streaming.Symbols;

/// <summary>The last number that was given in a stream, by kind; 0 where none was.</summary>
/// <param name="Epoch">The epoch that they belong to.</param>
/// <param name="Trades">Of trades.</param>
/// <param name="Quotes">Of quotes.</param>
/// <param name="Books">Of book events.</param>
/// <param name="Statuses">Of statuses.</param>
public readonly record struct StreamNumbers(long Epoch, long Trades, long Quotes, long Books, long Statuses);
