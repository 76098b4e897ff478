namespace QuantTradeAI.Streaming.Providers;

/// <summary>What a venue's trade ids tell.</summary>
public enum TradeIdRule
{
    /// <summary>Nothing: events carry none, or they do not grow.</summary>
    None,

    /// <summary>They grow per symbol: a lower or equal one is a duplicate.</summary>
    Growing,

    /// <summary>They grow by one per symbol: a jump is a gap of exactly that many trades.</summary>
    Consecutive,
}
