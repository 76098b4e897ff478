using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Tests.Symbols;

/// <summary>A hub with two venues, and short words for what they send.</summary>
internal sealed class HubRig
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public HubRig(TradeIdRule rule = TradeIdRule.Consecutive, IDemand? demand = null, ISourcePolicy? policy = null)
    {
        Hub = new SymbolHub(Clock, epoch: 7, demand: demand, sourcePolicy: policy);
        Hub.RegisterProvider(A, rule);
        Hub.RegisterProvider(B, rule);
        Hub.SetSources(Btc, [A, B]);
        Hub.SetSources(Eth, [A, B]);
    }

    public static ProviderId A { get; } = ProviderId.Of("venue-a");

    public static ProviderId B { get; } = ProviderId.Of("venue-b");

    public static Symbol Btc { get; } = Symbol.Of("BTC-USD");

    public static Symbol Eth { get; } = Symbol.Of("ETH-USD");

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UnixEpoch.AddDays(20_000));

    public SymbolHub Hub { get; }

    public static MarketEvent TradeOf(long id, ProviderId? venue = null, Symbol? symbol = null, EventFlags flags = EventFlags.None) => new(
        new Trade(
            symbol ?? Btc, venue ?? A, id, new ExactDecimal(1_000 + id % 100, 2), new ExactDecimal(5, 1), AggressorSide.Buy, new UnixNanos(id), new UnixNanos(id + 1), flags));

    public static MarketEvent QuoteOf(long id, ProviderId? venue = null, Symbol? symbol = null, EventFlags flags = EventFlags.None) => new(
        new Quote(
            symbol ?? Btc, venue ?? A, id, new ExactDecimal(1_000, 2), null, new ExactDecimal(1_001, 2), null, UnixNanos.Absent, new UnixNanos(id + 1), flags));

    public static MarketEvent BookOf(ProviderId? venue = null, Symbol? symbol = null) => new(
        new Trade(symbol ?? Btc, venue ?? A, 0, default, default, AggressorSide.Unknown, default, new UnixNanos(1)).Header,
        new BookLevels([], []));

    public static SubscriptionRequest Request(
        string symbols = "BTC-USD",
        DataTypes dataTypes = DataTypes.Trades | DataTypes.Quotes | DataTypes.OrderBook,
        QueuePolicy policy = QueuePolicy.DropOldest,
        int capacity = 1_024,
        bool lastKnown = true) => new()
        {
            Symbols = [.. symbols.Split(' ')],
            DataTypes = dataTypes,
            Policy = policy,
            Capacity = capacity,
            IncludeLastKnown = lastKnown,
        };

    public IMarketDataReader Subscribe(string symbols = "BTC-USD", QueuePolicy policy = QueuePolicy.DropOldest, int capacity = 1_024) =>
        Hub.Subscribe(Request(symbols, policy: policy, capacity: capacity));

    public bool Trades(params long[] ids) => Publish([.. ids.Select(id => TradeOf(id))]);

    public bool Trades(ProviderId venue, params long[] ids) => Publish([.. ids.Select(id => TradeOf(id, venue))]);

    public bool Quotes(params long[] ids) => Publish([.. ids.Select(id => QuoteOf(id))]);

    public bool Publish(params MarketEvent[] events) => Hub.Publish(events);

    public void Status(FeedStatusKind kind, ProviderId? venue = null, Symbol? symbol = null) =>
        Hub.Publish(FeedStatus.Of(kind, symbol ?? Btc, venue ?? A, new UnixNanos(5)));

    /// <summary>All that waits now, at most <paramref name="most"/> events.</summary>
    public static List<MarketEvent> Drain(IMarketDataReader reader, int most = int.MaxValue, int bufferLength = 64)
    {
        var all = new List<MarketEvent>();
        var buffer = new MarketEvent[bufferLength];
        while (all.Count < most && reader.Statistics.Waiting > 0)
        {
            var room = buffer.AsMemory(0, Math.Min(bufferLength, most - all.Count));
            var read = reader.ReadAsync(room);
            Assert.True(read.IsCompletedSuccessfully, "A read waited although events were there.");
            all.AddRange(room[..read.Result].ToArray());
        }

        return all;
    }

    /// <summary>One short word for each event, like <c>T3 gapT4-5:2:VenueGap T6</c>.</summary>
    public static string Tell(IEnumerable<MarketEvent> events) => string.Join(' ', events.Select(Tell));

    private static string Tell(MarketEvent one) => one.Kind switch
    {
        MarketEventKind.Trade => $"{Mark(one)}T{one.Sequence}",
        MarketEventKind.Quote when one.Quote.Conflated > 0 => $"{Mark(one)}Q{one.Sequence - one.Quote.Conflated}-{one.Sequence}",
        MarketEventKind.Quote => $"{Mark(one)}Q{one.Sequence}",
        MarketEventKind.Book => $"{Mark(one)}B{one.Sequence}",
        MarketEventKind.Status when one.Status is { Kind: FeedStatusKind.Gap } gap =>
            $"gap{gap.Lost.ToString()[0]}{gap.From}-{gap.To}:{gap.Missed}:{gap.Reason}",
        _ => Mark(one) + one.Status.Kind,
    };

    private static string Mark(in MarketEvent one) =>
        (one.IsLastKnown ? "last:" : "") + ((one.Header.Flags & EventFlags.Late) != 0 ? "late:" : "");
}
