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

    /// <summary>
    /// Their order tells nothing, and different trades may share one, but a repeated trade has both the id and the exchange time of the first:
    /// such a pair among the symbol's newest trades is a duplicate.
    /// </summary>
    Unordered,
}
