using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>What the hub must know of a provider.</summary>
/// <param name="TradeIds">What its trade ids tell.</param>
/// <param name="Venue">Whose ids they are; two providers of one venue tell the same trades.</param>
/// <param name="Offers">The kinds that it can be asked for.</param>
internal readonly record struct VenueFacts(TradeIdRule TradeIds, string Venue, DataTypes Offers)
{
    public const DataTypes Everything = DataTypes.Trades | DataTypes.Quotes | DataTypes.OrderBook;

    /// <summary>Whether trades of the two can be told apart by their ids together.</summary>
    public bool SharesIdsWith(VenueFacts other) => TradeIds != TradeIdRule.None && TradeIds == other.TradeIds && Venue == other.Venue;
}
