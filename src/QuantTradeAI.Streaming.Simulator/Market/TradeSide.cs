namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The side that took liquidity.</summary>
public enum TradeSide
{
    /// <summary>The aggressor bought, at the ask.</summary>
    Buy,

    /// <summary>The aggressor sold, at the bid.</summary>
    Sell,
}
