using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Gateway.Replay;

/// <summary>Counts what reaches a subscriber. Written by one pump, read by others.</summary>
internal sealed class CaptureTally : IMarketDataObserver
{
    private long _trades;
    private long _quotes;
    private long _lastValues;
    private long _gaps;

    public long Trades => Volatile.Read(ref _trades);

    public long Quotes => Volatile.Read(ref _quotes);

    public long LastValues => Volatile.Read(ref _lastValues);

    public long Gaps => Volatile.Read(ref _gaps);

    /// <summary>Trades, quotes and last values.</summary>
    public long Events => Trades + Quotes + LastValues;

    public ValueTask OnEventAsync(in MarketEvent marketEvent, CancellationToken cancellationToken)
    {
        if (marketEvent.Kind == MarketEventKind.Status)
            Interlocked.Add(ref _gaps, marketEvent.Status.Kind == FeedStatusKind.Gap ? 1 : 0);
        else if (marketEvent.IsLastKnown)
            Interlocked.Increment(ref _lastValues);
        else if (marketEvent.Kind == MarketEventKind.Trade)
            Interlocked.Increment(ref _trades);
        else if (marketEvent.Kind == MarketEventKind.Quote)
            Interlocked.Increment(ref _quotes);
        return default;
    }
}
