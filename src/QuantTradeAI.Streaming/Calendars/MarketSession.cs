namespace QuantTradeAI.Streaming.Calendars;

/// <summary>A day's hours in the market's own time, within one day.</summary>
/// <param name="Open">The first moment.</param>
/// <param name="Close">The first moment after; later than <paramref name="Open"/>.</param>
public readonly record struct MarketSession(TimeOnly Open, TimeOnly Close);
