namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The best bid and ask, digit by digit as sent.</summary>
/// <param name="Symbol">The venue's spelling of the symbol.</param>
/// <param name="BidPrice">Best bid price.</param>
/// <param name="BidSize">Size at the best bid.</param>
/// <param name="AskPrice">Best ask price.</param>
/// <param name="AskSize">Size at the best ask.</param>
/// <param name="UpdateId">Binance's order book update id (<c>u</c>).</param>
/// <param name="Sequence">Coinbase's sequence of the product.</param>
/// <param name="EventTime">The exchange's time in whole microseconds. Binance's <c>bookTicker</c> does not carry it.</param>
public sealed record SimulatedQuote(
    string Symbol,
    string BidPrice,
    string BidSize,
    string AskPrice,
    string AskSize,
    long UpdateId,
    long Sequence,
    DateTimeOffset EventTime);
