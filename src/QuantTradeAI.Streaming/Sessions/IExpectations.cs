using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>When a symbol's silence tells something.</summary>
internal interface IExpectations
{
    /// <summary>Whether symbols of this asset type have market hours; unknown ones have none.</summary>
    bool HasHours(string? assetType);

    /// <summary>Whether their market is open.</summary>
    bool IsMarketOpen(string? assetType, UnixNanos now);

    /// <summary>No shorter silence of the symbol counts.</summary>
    TimeSpan LeastSilence(Symbol symbol);
}
