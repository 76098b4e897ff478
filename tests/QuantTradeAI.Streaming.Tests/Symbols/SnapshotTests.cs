using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Symbols;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Symbols;

public class SnapshotTests
{
    [Fact]
    public void Snapshot_OfAStream_TellsWhatAStatusPageShows()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe("BTC-USD BTC-USD@venue-a");
        rig.Publish(TradeOf(1), TradeOf(4), QuoteOf(9), BookOf());
        rig.Status(FeedStatusKind.Stale);

        foreach (var key in new[] { new StreamKey(Btc), new StreamKey(Btc, A) })
        {
            var snapshot = rig.Hub.Snapshot(key)!;
            Assert.Equal((key, A, FeedStatusKind.Stale, 1), (snapshot.Stream, snapshot.Source, snapshot.State, snapshot.Subscribers));
            Assert.Equal((4L, 4L), (snapshot.LastTrade!.Value.TradeId, snapshot.LastTrade.Value.Sequence));
            Assert.Equal(9, snapshot.LastQuote!.Value.UpdateId);
            var gaps = default(GapCounts);
            gaps.Add(GapReason.VenueGap);
            Assert.Equal(
                new StreamCounters { Trades = 2, Quotes = 1, Books = 1, Statuses = 3, GapsByReason = gaps, Lost = 2 }, snapshot.Counters);
            Assert.Equal(new UnixNanos(1), snapshot.LastEventTime);
        }

        Assert.Null(rig.Hub.Snapshot(new StreamKey(Symbol.Of("NEVER-SEEN"))));
    }

    [Fact]
    public void Totals_SeveralSymbols_AddUpVenueStreamsOnce()
    {
        var rig = new HubRig();
        rig.Publish(TradeOf(1), TradeOf(1, symbol: Eth), TradeOf(1), QuoteOf(1, B));

        var totals = rig.Hub.Totals();

        Assert.Equal((2, 1), (totals.Providers[A].Trades, totals.Providers[A].DuplicateTrades));
        Assert.Equal(1, totals.Providers[B].Quotes);
    }

    // A63
    [Fact]
    public void Counters_Gaps_AreByReason()
    {
        var rig = new HubRig();
        rig.Publish(TradeOf(1), TradeOf(4), QuoteOf(9));
        rig.Status(FeedStatusKind.Disconnected);
        rig.Publish(TradeOf(9), QuoteOf(12));
        rig.Hub.Publish(FeedStatus.GapOf(Btc, A, new UnixNanos(2), GapReason.NotServed, MarketEventKind.Quote, 0, 0, 0));

        var counters = rig.Hub.Totals().Providers[A];

        Assert.Equal(4, counters.Gaps);
        Assert.Equal(
            (1, 2, 1, 0, 0),
            (counters.GapsByReason[GapReason.VenueGap], counters.GapsByReason[GapReason.Disconnected], counters.GapsByReason[GapReason.NotServed], counters.GapsByReason[GapReason.Unreadable], counters.GapsByReason[GapReason.None]));
    }

    [Fact]
    public void GapCounts_OfEachReason_AddUp()
    {
        var counts = default(GapCounts);
        var reasons = Enum.GetValues<GapReason>().Where(reason => reason != GapReason.None).ToList();
        foreach (var reason in reasons)
            counts.Add(reason, (long)reason);

        var sum = counts + counts;

        Assert.All(reasons, reason => Assert.Equal(2 * (long)reason, sum[reason]));
        Assert.Equal(reasons.Sum(reason => 2 * (long)reason), sum.Total);
    }

    [Fact]
    public void Subscriptions_Running_AreListedWithTheirStatistics()
    {
        var rig = new HubRig();
        using var reader = rig.Hub.Subscribe(Request("BTC-USD", policy: QueuePolicy.Conflate) with { Name = "desk" });
        rig.Quotes(1, 2, 3);

        var status = Assert.Single(rig.Hub.Subscriptions());

        Assert.Equal(("desk", QueuePolicy.Conflate), (status.Name, status.Policy));
        Assert.Equal(new SubscriptionStatistics(0, 2, 0, 2, 0, 0), status.Statistics);
    }
}
