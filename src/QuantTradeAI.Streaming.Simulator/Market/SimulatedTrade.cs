namespace QuantTradeAI.Streaming.Simulator;

/// <summary>One trade, digit by digit as sent.</summary>
/// <param name="Symbol">The venue's spelling of the symbol.</param>
/// <param name="Id">Trade id; consecutive per symbol.</param>
/// <param name="AggregateId">Binance's aggregate trade id; consecutive per symbol, with its own numbering.</param>
/// <param name="Price">Price text.</param>
/// <param name="Size">Size text, in the base asset.</param>
/// <param name="Aggressor">Who took liquidity.</param>
/// <param name="EventTime">The exchange's time in whole microseconds, with any skew; both event and trade time.</param>
/// <param name="Quote">The best bid and ask at the time of the trade; Coinbase sends them in the same ticker.</param>
public sealed record SimulatedTrade(
    string Symbol,
    long Id,
    long AggregateId,
    string Price,
    string Size,
    TradeSide Aggressor,
    DateTimeOffset EventTime,
    SimulatedQuote Quote)
{
    /// <summary>Coinbase's sequence of the product.</summary>
    public long Sequence => Quote.Sequence;
}
