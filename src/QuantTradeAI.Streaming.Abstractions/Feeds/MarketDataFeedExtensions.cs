using System.Runtime.CompilerServices;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Feeds;

/// <summary>
/// The short forms of subscribing. A callback that returns a task is awaited before the next event; an <c>async</c> lambda
/// makes a <see cref="Task"/>, hence the overloads' order of precedence.
/// </summary>
public static class MarketDataFeedExtensions
{
    private const int ReadBatch = 256;

    /// <summary>Calls <paramref name="onTrade"/> for every trade of these symbols and of no others.</summary>
    public static IMarketDataSubscription SubscribeToTrades(
        this IMarketDataFeed feed, IEnumerable<string> symbols, Action<Trade> onTrade, SubscriptionOptions? options = null) =>
        feed.Subscribe(Request(symbols, DataTypes.Trades, options), new DelegateObserver<Trade>(IsTrade, onTrade, null));

    /// <inheritdoc cref="SubscribeToTrades(IMarketDataFeed, IEnumerable{string}, Action{Trade}, SubscriptionOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static IMarketDataSubscription SubscribeToTrades(
        this IMarketDataFeed feed, IEnumerable<string> symbols, Func<Trade, Task> onTrade, SubscriptionOptions? options = null) =>
        feed.Subscribe(Request(symbols, DataTypes.Trades, options), new DelegateObserver<Trade>(IsTrade, null, value => new ValueTask(onTrade(value))));

    /// <inheritdoc cref="SubscribeToTrades(IMarketDataFeed, IEnumerable{string}, Action{Trade}, SubscriptionOptions?)"/>
    public static IMarketDataSubscription SubscribeToTrades(
        this IMarketDataFeed feed, IEnumerable<string> symbols, Func<Trade, ValueTask> onTrade, SubscriptionOptions? options = null) =>
        feed.Subscribe(Request(symbols, DataTypes.Trades, options), new DelegateObserver<Trade>(IsTrade, null, onTrade));

    /// <summary>Calls <paramref name="onQuote"/> for the quotes of these symbols; a slow callback sees the newest.</summary>
    public static IMarketDataSubscription SubscribeToQuotes(
        this IMarketDataFeed feed, IEnumerable<string> symbols, Action<Quote> onQuote, SubscriptionOptions? options = null) =>
        feed.Subscribe(Request(symbols, DataTypes.Quotes, options), new DelegateObserver<Quote>(IsQuote, onQuote, null));

    /// <inheritdoc cref="SubscribeToQuotes(IMarketDataFeed, IEnumerable{string}, Action{Quote}, SubscriptionOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static IMarketDataSubscription SubscribeToQuotes(
        this IMarketDataFeed feed, IEnumerable<string> symbols, Func<Quote, Task> onQuote, SubscriptionOptions? options = null) =>
        feed.Subscribe(Request(symbols, DataTypes.Quotes, options), new DelegateObserver<Quote>(IsQuote, null, value => new ValueTask(onQuote(value))));

    /// <inheritdoc cref="SubscribeToQuotes(IMarketDataFeed, IEnumerable{string}, Action{Quote}, SubscriptionOptions?)"/>
    public static IMarketDataSubscription SubscribeToQuotes(
        this IMarketDataFeed feed, IEnumerable<string> symbols, Func<Quote, ValueTask> onQuote, SubscriptionOptions? options = null) =>
        feed.Subscribe(Request(symbols, DataTypes.Quotes, options), new DelegateObserver<Quote>(IsQuote, null, onQuote));

    /// <summary>Calls <paramref name="onBook"/> for snapshots and updates of these symbols' books: events of kind <see cref="MarketEventKind.Book"/>.</summary>
    public static IMarketDataSubscription SubscribeToOrderBook(
        this IMarketDataFeed feed, IEnumerable<string> symbols, Action<MarketEvent> onBook, SubscriptionOptions? options = null) =>
        feed.Subscribe(Request(symbols, DataTypes.OrderBook, options), new DelegateObserver<MarketEvent>(IsBook, onBook, null));

    /// <inheritdoc cref="SubscribeToOrderBook(IMarketDataFeed, IEnumerable{string}, Action{MarketEvent}, SubscriptionOptions?)"/>
    [OverloadResolutionPriority(1)]
    public static IMarketDataSubscription SubscribeToOrderBook(
        this IMarketDataFeed feed, IEnumerable<string> symbols, Func<MarketEvent, Task> onBook, SubscriptionOptions? options = null) =>
        feed.Subscribe(Request(symbols, DataTypes.OrderBook, options), new DelegateObserver<MarketEvent>(IsBook, null, value => new ValueTask(onBook(value))));

    /// <inheritdoc cref="SubscribeToOrderBook(IMarketDataFeed, IEnumerable{string}, Action{MarketEvent}, SubscriptionOptions?)"/>
    public static IMarketDataSubscription SubscribeToOrderBook(
        this IMarketDataFeed feed, IEnumerable<string> symbols, Func<MarketEvent, ValueTask> onBook, SubscriptionOptions? options = null) =>
        feed.Subscribe(Request(symbols, DataTypes.OrderBook, options), new DelegateObserver<MarketEvent>(IsBook, null, onBook));

    /// <summary>Trades, quotes and statuses of these symbols, in order, for as long as they are enumerated.</summary>
    public static async IAsyncEnumerable<MarketEvent> StreamAsync(
        this IMarketDataFeed feed,
        IEnumerable<string> symbols,
        DataTypes dataTypes = DataTypes.Trades | DataTypes.Quotes,
        SubscriptionOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var reader = feed.Subscribe(Request(symbols, dataTypes, options));
        var buffer = new MarketEvent[ReadBatch];
        while (await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            for (var i = 0; i < count; i++)
                yield return buffer[i];
        }
    }

    private static SubscriptionRequest Request(IEnumerable<string> symbols, DataTypes dataTypes, SubscriptionOptions? options)
    {
        options ??= new SubscriptionOptions();
        return new SubscriptionRequest
        {
            Symbols = [.. symbols],
            DataTypes = dataTypes,
            Policy = options.Policy,
            Capacity = options.Capacity,
            BlockTimeout = options.BlockTimeout,
            IncludeLastKnown = options.IncludeLastKnown,
            Name = options.Name,
        };
    }

    private static bool IsTrade(in MarketEvent marketEvent, out Trade trade)
    {
        var isTrade = marketEvent.Kind == MarketEventKind.Trade;
        trade = isTrade ? marketEvent.TradeRef : default;
        return isTrade;
    }

    private static bool IsQuote(in MarketEvent marketEvent, out Quote quote)
    {
        var isQuote = marketEvent.Kind == MarketEventKind.Quote;
        quote = isQuote ? marketEvent.Quote : default;
        return isQuote;
    }

    private static bool IsBook(in MarketEvent marketEvent, out MarketEvent book)
    {
        book = marketEvent;
        return marketEvent.Kind == MarketEventKind.Book;
    }
}
