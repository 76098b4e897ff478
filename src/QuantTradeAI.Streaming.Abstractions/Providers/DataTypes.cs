namespace QuantTradeAI.Streaming.Providers;

/// <summary>What can be subscribed to. In configuration: <c>trades</c>, <c>quotes</c>, <c>order_book</c>.</summary>
[Flags]
public enum DataTypes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Every trade.</summary>
    Trades = 1,

    /// <summary>Best bid and offer.</summary>
    Quotes = 2,

    /// <summary>The order book.</summary>
    OrderBook = 4,
}
