using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Plugins.Example;

/// <summary>
/// A venue that exists in the simulator alone, with a protocol of its own, small but whole. Everything is JSON; symbols are canonical names.
/// <code>
/// > {"op":"subscribe","id":7,"channels":["trades:AAPL","quotes:BTC-USD","order_book:BTC-USD"]}
/// > {"op":"unsubscribe","id":8,"channels":["trades:AAPL"]}
/// </code>
/// The venue's frames are arrays of messages. It answers each request by its id, numbers trades by one for each symbol, tells times in
/// nanoseconds since 1970, and says at least every five seconds that a subscribed symbol is well:
/// <code>
/// &lt; [{"type":"ack","id":7}]
/// &lt; [{"type":"error","id":7,"symbol":"AAPL","message":"unknown symbol"}]
/// &lt; [{"type":"trade","symbol":"AAPL","id":1001,"price":"189.30","size":"25","side":"buy","time":1764000000123456789}]
/// &lt; [{"type":"quote","symbol":"AAPL","id":2001,"bid":"189.29","bid_size":"300","ask":"189.31","ask_size":"100","time":1764000000123456789}]
/// &lt; [{"type":"book","symbol":"AAPL","id":3001,"snapshot":true,"bids":[["189.29","300"]],"asks":[["189.31","100"]],"time":1764000000123456789}]
/// &lt; [{"type":"heartbeat","symbol":"AAPL","id":1001}]
/// </code>
/// The side of a trade is the aggressor's. Whoever subscribes to a book gets a snapshot first. A book with <c>snapshot</c> replaces the book;
/// without it, each level is the new size at a price, and 0 removes it. Updates of a book are numbered by one for each symbol; a snapshot has
/// the id of the newest update that is in it. The id of a heartbeat is that of the newest trade. A request of which a part is wrong is refused
/// as a whole. A request holds at most 100 channels, a connection 500 subscriptions; it may make 1,200 requests a minute.
/// </summary>
public sealed class ExampleStreamingProvider : StreamingProviderAdapter
{
    /// <inheritdoc/>
    public override string ProviderName => "example";

    /// <inheritdoc/>
    public override string ProviderVersion => typeof(ExampleStreamingProvider).Assembly.GetName().Version!.ToString(3);

    /// <inheritdoc/>
    public override string Description => "An example to copy; there is no such venue.";

    /// <inheritdoc/>
    public override TradeIdRule TradeIds => TradeIdRule.Consecutive;

    /// <inheritdoc/>
    public override ProviderCapabilities GetCapabilities() => new()
    {
        AssetTypes = ["stocks", "crypto"],
        DataTypes = DataTypes.Trades | DataTypes.Quotes | DataTypes.OrderBook,
        MaxSubscriptions = 500,
        RateLimitPerMinute = 1_200,
    };

    /// <inheritdoc/>
    public override ConnectionRules GetConnectionRules(ProviderSettings settings) => new()
    {
        MaxSubscriptionsPerConnection = 500,
        MaxSubscriptionsPerRequest = 100,
        ControlMessageSpacing = TimeSpan.FromMilliseconds(50),
        DataIdleTimeout = TimeSpan.FromSeconds(15),
    };

    /// <inheritdoc/>
    public override VenueRequest BuildSubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) =>
        ExampleRequests.Build("subscribe", channels, requestId);

    /// <inheritdoc/>
    public override VenueRequest BuildUnsubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) =>
        ExampleRequests.Build("unsubscribe", channels, requestId);

    /// <inheritdoc/>
    public override IFrameDecoder CreateDecoder(DecoderContext context) => new ExampleDecoder(context);
}
