using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Subscribers;
using QuantTradeAI.Streaming.Tests.Symbols;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Subscribers;

public class DroppingTests
{
    private const int Capacity = 16;

    [Fact]
    public void DropOldest_Overfilled_AnnouncesOneGapForEachKindFirst()
    {
        var rig = Prepared(out var reader, QueuePolicy.DropOldest);

        rig.Publish([.. Ids(2, 30).SelectMany(id => new[] { TradeOf(id), QuoteOf(id) })]);

        var events = Drain(reader);
        Assert.StartsWith("gapT2-22:21:SlowSubscriber gapQ1-21:21:SlowSubscriber T23 Q22", Tell(events), StringComparison.Ordinal);
        Assert.Equal(Capacity + 2, events.Count);
        Assert.Equal(42, reader.Statistics.Dropped);
        Assert.Equal(2, reader.Statistics.Gaps);
    }

    [Fact]
    public void DropOldest_NothingOfTheLaneFollows_IsStillTold()
    {
        var rig = Prepared(out var reader, QueuePolicy.DropOldest, "BTC-USD ETH-USD");
        rig.Publish(TradeOf(1, symbol: Eth));
        Drain(reader);

        rig.Publish(TradeOf(2, symbol: Eth));
        rig.Trades([.. Ids(2, 17)]);

        var events = Drain(reader);
        Assert.Equal(Capacity + 1, events.Count);
        Assert.Equal((MarketEventKind.Status, Eth, 2L, 2L), (events[^1].Kind, events[^1].Symbol, events[^1].Status.From, events[^1].Status.To));
    }

    [Fact]
    public void DropOldest_UpstreamGapIsLost_MergesIntoTheOneGap()
    {
        var rig = Prepared(out var reader, QueuePolicy.DropOldest);

        rig.Trades([2, 5, .. Ids(6, 21)]);

        Assert.StartsWith("gapT2-5:4:SlowSubscriber gapS2-2:1:SlowSubscriber T6 ", Tell(Drain(reader)), StringComparison.Ordinal);
    }

    [Fact]
    public void DropOldest_UnknownUpstreamGapIsLost_NobodyKnowsTheNumber()
    {
        var rig = Prepared(out var reader, QueuePolicy.DropOldest);
        rig.Quotes(1, 2);
        rig.Status(FeedStatusKind.Disconnected);

        rig.Quotes([.. Ids(3, 19)]);

        Assert.StartsWith(
            "gapQ1-4:0:SlowSubscriber gapS2-4:3:SlowSubscriber last:Resynced Q5 ", Tell(Drain(reader)), StringComparison.Ordinal);
    }

    [Fact]
    public void DropOldest_StatusesAreLost_TheNewestIsToldAgain()
    {
        var rig = Prepared(out var reader, QueuePolicy.DropOldest, "BTC-USD ETH-USD");
        rig.Status(FeedStatusKind.Stale);
        rig.Hub.SetSources(Btc, [B]);
        rig.Status(FeedStatusKind.Disconnected, B);
        rig.Publish([.. Ids(1, 20).Select(id => TradeOf(id, symbol: Eth))]);

        var events = Drain(reader, bufferLength: 1);

        Assert.EndsWith("gapS2-4:3:SlowSubscriber last:SourceChanged last:Disconnected", Tell(events), StringComparison.Ordinal);
    }

    [Fact]
    public void DropOldest_VenuesLastTradeIsLost_IsToldAgain()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe("BTC-USD ETH-USD", capacity: Capacity);
        rig.Publish(TradeOf(9, symbol: Eth, flags: EventFlags.LastKnown));
        rig.Trades([.. Ids(1, 20)]);

        Assert.Contains(Drain(reader), one => one is { IsLastKnown: true, Kind: MarketEventKind.Trade } && one.Symbol == Eth);
    }

    [Fact]
    public void Conflate_NewerQuotes_ReplaceTheWaitingOneInPlace()
    {
        var rig = Prepared(out var reader, QueuePolicy.Conflate);

        rig.Publish(QuoteOf(1), TradeOf(2), QuoteOf(2), QuoteOf(3), TradeOf(3));

        Assert.Equal("Q1-3 T2 T3", Tell(Drain(reader)));
        Assert.Equal((2, 0), (reader.Statistics.Conflated, reader.Statistics.Dropped));
    }

    [Fact]
    public void Conflate_AStatusBetween_IsNeverOvertaken()
    {
        var rig = Prepared(out var reader, QueuePolicy.Default);

        rig.Quotes(1, 2);
        rig.Status(FeedStatusKind.Disconnected);
        rig.Quotes(3, 4);

        Assert.Equal("Q1-2 Disconnected Resynced gapQ3-3:0:Disconnected Q4-5", Tell(Drain(reader)));
    }

    [Fact]
    public void Conflate_AfterARead_StartsAnew()
    {
        var rig = Prepared(out var reader, QueuePolicy.Conflate);
        rig.Quotes(1, 2);
        Drain(reader);

        rig.Quotes(3);

        Assert.Equal("Q3", Tell(Drain(reader)));
    }

    [Fact]
    public void Conflate_ReplacedQuoteIsDropped_GapCoversAllItStoodFor()
    {
        var rig = Prepared(out var reader, QueuePolicy.Conflate);
        rig.Quotes(1, 2, 3);

        rig.Trades([.. Ids(2, 17)]);
        rig.Quotes(4);

        Assert.StartsWith("gapT2-2:1:SlowSubscriber gapQ1-3:3:SlowSubscriber T3 ", Tell(Drain(reader)), StringComparison.Ordinal);
    }

    [Fact]
    public void Conflate_QuotesThatStandForOthersAlready_LeaveNoNumberOut()
    {
        var queue = QueueOf(QueuePolicy.Conflate);

        Offer(queue, Numbered(QuoteOf(1), 1));
        Offer(queue, Numbered(Standing(QuoteOf(4), 2), 4));

        Assert.Equal("Q1-4", Tell(Read(queue)));
    }

    [Fact]
    public void Conflate_MoreThanAQuoteCanCount_StartsAnew()
    {
        var queue = QueueOf(QueuePolicy.Conflate);

        Offer(queue, Numbered(Standing(QuoteOf(1), int.MaxValue), 1L << 32));
        Offer(queue, Numbered(QuoteOf(2), (1L << 32) + 1));

        Assert.Equal([int.MaxValue, 0], Read(queue).Select(one => one.Quote.Conflated));
    }

    [Fact]
    public void DropOldest_GapOutsideTheNumberingIsLost_TakesNoNumberOfTheStatuses()
    {
        var queue = QueueOf(QueuePolicy.DropOldest);

        Offer(queue, new MarketEvent(FeedStatus.GapOf(Btc, A, default, GapReason.SlowSubscriber, MarketEventKind.Trade, 1, 3, 3)));
        for (var number = 1; number <= Capacity; number++)
            Offer(queue, Numbered(new MarketEvent(FeedStatus.Of(FeedStatusKind.Stale, Btc, A, default)), number));
        Offer(queue, Numbered(TradeOf(4), 4));

        Assert.StartsWith("gapT1-3:3:SlowSubscriber gapS1-1:1:SlowSubscriber last:Stale ", Tell(Read(queue)), StringComparison.Ordinal);
    }

    private static SubscriberQueue QueueOf(QueuePolicy policy) =>
        new(SubscriptionPlan.Of(Request(policy: policy, capacity: Capacity), 1), TimeProvider.System);

    private static void Offer(SubscriberQueue queue, MarketEvent one) => queue.Offer(0, ref one);

    private static MarketEvent Numbered(MarketEvent one, long sequence)
    {
        one.HeaderRef.Sequence = sequence;
        return one;
    }

    private static MarketEvent Standing(in MarketEvent quote, int stoodFor) => new(quote.Quote.WithConflated(stoodFor));

    private static List<MarketEvent> Read(SubscriberQueue queue)
    {
        var buffer = new MarketEvent[64];
        var read = queue.ReadAsync(buffer, default);
        Assert.True(read.IsCompletedSuccessfully, "A read waited although events were there.");
        return [.. buffer[..read.Result]];
    }

    private static IEnumerable<long> Ids(int first, int last) => Enumerable.Range(first, last - first + 1).Select(id => (long)id);

    /// <summary>Live, with one trade that was read.</summary>
    private static HubRig Prepared(out IMarketDataReader reader, QueuePolicy policy, string symbols = "BTC-USD")
    {
        var rig = new HubRig();
        reader = rig.Subscribe(symbols, policy, Capacity);
        rig.Trades(1);
        Drain(reader);
        return rig;
    }
}
