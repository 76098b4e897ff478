using QuantTradeAI.Gateway.Metrics;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Gateway.Running;

/// <summary>
/// Subscribes to what is configured, as a strategy would, and measures what reaches its callbacks. Quotes do not conflate here, so that
/// all are counted.
/// </summary>
internal sealed class MarketWatch : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly List<IMarketDataSubscription> _subscriptions = [];

    public MarketWatch(IMarketDataFeed feed, IEnumerable<WatchedStream> streams, TimeProvider clock)
    {
        _clock = clock;
        var watched = streams.ToList();
        Tallies = watched.ToDictionary(stream => Symbol.Of(stream.Symbol), _ => new SymbolTally());
        var trades = SymbolsWith(DataTypes.Trades);
        var quotes = SymbolsWith(DataTypes.Quotes);
        if (trades.Length > 0)
            _subscriptions.Add(feed.SubscribeToTrades(trades, OnTrade, new SubscriptionOptions { Name = "gateway-trades" }));
        if (quotes.Length > 0)
            _subscriptions.Add(feed.SubscribeToQuotes(quotes, OnQuote, new SubscriptionOptions { Name = "gateway-quotes", Policy = QueuePolicy.DropOldest }));

        string[] SymbolsWith(DataTypes dataType) => [.. watched.Where(stream => stream.Offers.HasFlag(dataType)).Select(stream => stream.Symbol)];
    }

    /// <summary>What callbacks got, by symbol.</summary>
    public IReadOnlyDictionary<Symbol, SymbolTally> Tallies { get; }

    /// <summary>From the socket to the callback: the time spent here.</summary>
    public LatencyHistogram Latency { get; } = new();

    /// <summary>From the venue's clock to the socket; two clocks, so only as good as their agreement.</summary>
    public LatencyHistogram FeedLag { get; } = new();

    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
            subscription.Dispose();
    }

    private void OnTrade(Trade trade)
    {
        if (trade.IsLastKnown)
            return;
        Tallies[trade.Symbol].AddTrade();
        Measure(trade.Header);
    }

    private void OnQuote(Quote quote)
    {
        if (quote.IsLastKnown)
            return;
        Tallies[quote.Symbol].AddQuote();
        Measure(quote.Header);
    }

    private void Measure(in EventHeader header)
    {
        Latency.Record(header.ReceiveTime, UnixNanos.Now(_clock));
        if (!header.ExchangeTime.IsAbsent)
            FeedLag.Record(header.ExchangeTime, header.ReceiveTime);
    }
}
