using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>Every market is always open, and half a minute of silence counts.</summary>
internal sealed class UsualExpectations : IExpectations
{
    public static UsualExpectations Instance { get; } = new();

    public bool HasHours(string? assetType) => false;

    public bool IsMarketOpen(string? assetType, UnixNanos now) => true;

    public TimeSpan LeastSilence(Symbol symbol) => FailoverGroupConfig.DefaultStaleAfter;
}
