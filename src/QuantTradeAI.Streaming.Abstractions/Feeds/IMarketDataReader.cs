using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Feeds;

/// <summary>A subscription that its owner reads, one reader at a time.</summary>
public interface IMarketDataReader : IMarketDataSubscription
{
    /// <summary>
    /// Waits until something is there, then takes all that is, up to the buffer's length.
    /// 0 when the subscription or the feed has ended.
    /// </summary>
    ValueTask<int> ReadAsync(Memory<MarketEvent> buffer, CancellationToken cancellationToken = default);
}
