using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Feeds;

/// <summary>Takes a subscription's events, one at a time and in order.</summary>
public interface IMarketDataObserver
{
    /// <summary>
    /// One event, on some thread of the pool, which a call that does not return keeps: wait asynchronously. The next one comes when the returned task has ended; what it throws is logged and counted, and the next event comes all the same.
    /// <paramref name="cancellationToken"/> is cancelled when the subscription ends.
    /// </summary>
    ValueTask OnEventAsync(in MarketEvent marketEvent, CancellationToken cancellationToken);
}
