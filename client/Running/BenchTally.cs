using QuantTradeAI.Cluster.Client;
using QuantTradeAI.Gateway.Metrics;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Client.Running;

/// <summary>Counts and times the events of a bench; from one pump.</summary>
internal sealed class BenchTally(TimeProvider clock) : IMarketDataObserver
{
    private readonly LatencyHistogram _fromPublish = new();
    private readonly LatencyHistogram _fromReceive = new();
    private long _trades;
    private long _quotes;
    private long _first;
    private long _last;

    public ValueTask OnEventAsync(in MarketEvent marketEvent, CancellationToken cancellationToken)
    {
        if (marketEvent.Kind is not (MarketEventKind.Trade or MarketEventKind.Quote) || marketEvent.IsLastKnown)
            return default;
        var (now, header) = (UnixNanos.Now(clock), marketEvent.Header);
        Interlocked.CompareExchange(ref _first, clock.GetTimestamp(), 0);
        Volatile.Write(ref _last, clock.GetTimestamp());
        _fromPublish.Record(header.PublishTime, now);
        _fromReceive.Record(header.ReceiveTime, now);
        if (marketEvent.Kind == MarketEventKind.Trade)
            Interlocked.Increment(ref _trades);
        else
            Interlocked.Increment(ref _quotes);
        return default;
    }

    public BenchResult ResultOf(int streams, SubscriptionStatistics subscription, ClusterFeedStatistics feed)
    {
        var (trades, quotes) = (Interlocked.Read(ref _trades), Interlocked.Read(ref _quotes));
        var seconds = _first == 0 ? 0 : clock.GetElapsedTime(_first, Volatile.Read(ref _last)).TotalSeconds;
        return new BenchResult
        {
            Streams = streams,
            ElapsedS = seconds,
            Trades = trades,
            Quotes = quotes,
            EventsPerS = seconds > 0 ? (trades + quotes) / seconds : 0,
            PublishToCallbackUs = _fromPublish.TakeAll(),
            SocketToCallbackUs = _fromReceive.TakeAll(),
            Gaps = subscription.Gaps,
            Dropped = subscription.Dropped,
            Undelivered = feed.Undelivered,
            Late = feed.Late,
            Duplicates = feed.Duplicates,
            Resubscriptions = feed.Resubscriptions,
        };
    }
}
