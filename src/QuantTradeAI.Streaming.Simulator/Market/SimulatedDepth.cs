namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The levels of an order book that changed since the depth event before.</summary>
/// <param name="Symbol">The venue's spelling of the symbol.</param>
/// <param name="FirstUpdateId">Binance's <c>U</c>: one more than the last id of the event before.</param>
/// <param name="LastUpdateId">Binance's <c>u</c>.</param>
/// <param name="Number">The example venue's id: consecutive per symbol.</param>
/// <param name="Changes">The levels with their new sizes.</param>
/// <param name="EventTime">The exchange's time in whole microseconds.</param>
public sealed record SimulatedDepth(
    string Symbol,
    long FirstUpdateId,
    long LastUpdateId,
    long Number,
    IReadOnlyList<SimulatedLevel> Changes,
    DateTimeOffset EventTime)
{
    /// <summary>The changes of one side.</summary>
    internal IEnumerable<SimulatedLevel> On(TradeSide side) => Changes.Where(level => level.Side == side);
}
