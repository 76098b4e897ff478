using System.Collections.Concurrent;
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
    private readonly IMarketDataFeed _feed;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<Symbol, SymbolTally> _tallies = new();
    private readonly List<IMarketDataSubscription> _subscriptions = [];

    public MarketWatch(IMarketDataFeed feed, TimeProvider clock) => (_feed, _clock) = (feed, clock);

    /// <summary>What callbacks got, by symbol.</summary>
    public IReadOnlyDictionary<Symbol, SymbolTally> Tallies => _tallies;

    /// <summary>From the socket to the callback: the time spent here.</summary>
    public LatencyHistogram Latency { get; } = new();

    /// <summary>From the venue's clock to the socket; two clocks, so only as good as their agreement.</summary>
    public LatencyHistogram FeedLag { get; } = new();

    /// <summary>Watches those of them that are not watched yet.</summary>
    public void Watch(IEnumerable<WatchedStream> streams)
    {
        var added = streams.Where(stream => _tallies.TryAdd(Symbol.Of(stream.Symbol), new SymbolTally())).ToList();
        var trades = SymbolsWith(DataTypes.Trades);
        var quotes = SymbolsWith(DataTypes.Quotes);
        if (trades.Length > 0)
            _subscriptions.Add(_feed.SubscribeToTrades(trades, OnTrade, new SubscriptionOptions { Name = "gateway-trades" }));
        if (quotes.Length > 0)
            _subscriptions.Add(_feed.SubscribeToQuotes(quotes, OnQuote, new SubscriptionOptions { Name = "gateway-quotes", Policy = QueuePolicy.DropOldest }));

        string[] SymbolsWith(DataTypes dataType) => [.. added.Where(stream => stream.Offers.HasFlag(dataType)).Select(stream => stream.Symbol)];
    }

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
