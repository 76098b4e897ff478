namespace QuantTradeAI.Streaming.MarketData;

/// <summary>Which side took liquidity. Venues that report the maker's side are translated.</summary>
public enum AggressorSide : byte
{
    /// <summary>The venue does not say.</summary>
    Unknown,

    /// <summary>The buyer took an offer.</summary>
    Buy,

    /// <summary>The seller hit a bid.</summary>
    Sell,
}
