using QuantTradeAI.Cluster.Client.Following;
using QuantTradeAI.Cluster.Client.Tests.Relay;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using static QuantTradeAI.Cluster.Client.Tests.Following.FeedRig;

namespace QuantTradeAI.Cluster.Client.Tests.Following;

public class ClusterMarketDataFeedTests
{
    [Fact]
    public async Task Subscribing_TellsLastKnownValuesFirstThenWhatFollows()
    {
        await using var rig = new FeedRig();
        Publish(rig, MarketEventKind.Trade, 3);
        rig.Cluster.Lose();
        rig.Cluster.LastKnown = MarketBatch.Write([LastKnown(rig, MarketEventKind.Trade, 3)]);

        var reader = await rig.SubscribedAsync();
        Publish(rig, MarketEventKind.Trade, 2);
        await rig.Cluster.BringAsync();

        Assert.Equal("last:T3 T4 T5", Tell(await rig.ReadAsync(reader, 3, "a last known trade and two live ones")));
    }

    [Fact]
    public async Task LastKnownValues_OfAStreamThatBegins_AreToldOnce()
    {
        await using var rig = new FeedRig();
        Publish(rig, MarketEventKind.Trade, 3);
        rig.Cluster.Lose();
        var (trade, quote) = (LastKnown(rig, MarketEventKind.Trade, 3), new MarketEvent(Owner.QuoteAt(100, EventFlags.LastKnown)));
        rig.Cluster.LastKnown = MarketBatch.Write([trade, quote]);
        var reader = await rig.SubscribedAsync(DataTypes.Trades | DataTypes.Quotes);

        await rig.Cluster.BringAsync(DataTypes.Trades, trade);
        await rig.Cluster.BringAsync(DataTypes.Quotes, quote);
        await rig.Cluster.BringAsync(DataTypes.Quotes, new MarketEvent(Owner.QuoteAt(101, EventFlags.LastKnown)));
        Publish(rig, MarketEventKind.Trade, 1);
        await rig.Cluster.BringAsync();

        Assert.Equal("last:T3 last:Q0 last:Q0 T4", Tell(await rig.ReadAsync(reader, 4, "three last known values and a trade")));
    }

    [Fact]
    public async Task Subscribing_TwiceInOneProcess_SubscribesToTheClusterOnce()
    {
        await using var rig = new FeedRig();
        var first = await rig.SubscribedAsync();
        var second = rig.Feed.Subscribe(Request());
        Publish(rig, MarketEventKind.Trade, 2);
        await rig.Cluster.BringAsync();

        Assert.Equal("T1 T2", Tell(await rig.ReadAsync(first, 2, "two trades")));
        Assert.Equal("T1 T2", Tell(await rig.ReadAsync(second, 2, "two trades")));
        Assert.Equal(1, rig.Cluster.Subscribed(DataTypes.Trades));
        Assert.Equal(1, rig.Cluster.CountOf("subscribe Trades"));
    }

    [Fact]
    public async Task Newcomer_ToAStreamThatRuns_GetsTheLastValueThatThisProcessHas()
    {
        await using var rig = new FeedRig();
        var first = await rig.SubscribedAsync();
        Publish(rig, MarketEventKind.Trade, 2);
        await rig.Cluster.BringAsync();
        await rig.ReadAsync(first, 2, "two trades");

        var second = rig.Feed.Subscribe(Request());

        Assert.Equal("last:T2", Tell(await rig.ReadAsync(second, 1, "the last trade")));
    }

    [Fact]
    public async Task LastSubscriber_WhenItLeaves_EndsSubscriptionAndLease()
    {
        await using var rig = new FeedRig();
        var reader = await rig.SubscribedAsync();

        reader.Dispose();

        await rig.Until(() => rig.Cluster.CountOf("end") == 1, "the end of the lease");
        await rig.Until(() => rig.Feed.Statistics.Streams == 0, "the stream to be forgotten");
        Assert.Equal(0, rig.Cluster.Subscribed(DataTypes.Trades));
    }

    [Fact]
    public async Task Subscriber_ThatReturns_IsServedAgain()
    {
        await using var rig = new FeedRig();
        (await rig.SubscribedAsync()).Dispose();
        await rig.Until(() => rig.Cluster.CountOf("end") == 1, "the end of the lease");

        var reader = await rig.SubscribedAsync();
        Publish(rig, MarketEventKind.Trade, 1);
        await rig.Cluster.BringAsync();

        Assert.Equal("T1", Tell(await rig.ReadAsync(reader, 1, "a trade")));
    }

    [Fact]
    public async Task Kinds_OfTwoSubscribers_AreLeasedTogether()
    {
        await using var rig = new FeedRig();
        await rig.SubscribedAsync(DataTypes.Trades);
        await rig.SubscribedAsync(DataTypes.Quotes);

        Assert.Equal(DataTypes.Trades | DataTypes.Quotes, rig.Cluster.Leases[^1].DataTypes);
        Assert.Equal(rig.Cluster.Leases[0].Subscriber, rig.Cluster.Leases[^1].Subscriber);
    }

    [Fact]
    public async Task Lease_IsRenewedWellBeforeItEnds()
    {
        await using var rig = new FeedRig();
        await rig.SubscribedAsync();
        var begun = rig.Clock.GetUtcNow();

        await rig.Until(() => rig.Cluster.CountOf("lease") == 2, "a renewal");

        Assert.InRange(rig.Clock.GetUtcNow() - begun, ClusterFeedOptions.DefaultRenewEvery * 0.75, ClusterFeedOptions.DefaultLeaseDuration / 2);
    }

    /// <summary>Else thousands of streams that are subscribed to at once ask at once ever after, and hold up prices.</summary>
    [Fact]
    public async Task Leases_TakenAtOnce_AreNotRenewedAtOnce()
    {
        const int Streams = 200;
        await using var rig = new FeedRig();
        for (var i = 0; i < Streams; i++)
            rig.Feed.Subscribe(Request(symbol: $"S{i}"));
        await rig.Until(() => rig.Feed.Counters.Leases >= Streams, "a lease of each stream");
        var (most, before) = (0L, rig.Feed.Counters.Leases);

        await rig.Until(
            () =>
            {
                var now = rig.Feed.Counters.Leases;
                (most, before) = (Math.Max(most, now - before), now);
                return now >= 2 * Streams;
            },
            "a renewal of each stream");

        Assert.InRange(most, 1, Streams / 10);
    }

    [Fact]
    public async Task LostSubscription_IsNoticedAndMadeAgainAndItsLossIsTold()
    {
        await using var rig = new FeedRig();
        var reader = await rig.SubscribedAsync();
        rig.Cluster.LoseSubscriptions();
        Publish(rig, MarketEventKind.Trade, 3);
        rig.Cluster.Lose();

        var told = await rig.ReadAsync(reader, 1, "a gap");
        await rig.Until(() => rig.Cluster.Subscribed(DataTypes.Trades) == 1, "a new subscription");
        Publish(rig, MarketEventKind.Trade, 1);
        await rig.Cluster.BringAsync();
        told.AddRange(await rig.ReadAsync(reader, 1, "the next trade"));

        Assert.Equal("gapT1-3:3:Undelivered T4", Tell(told));
        Assert.Equal(1, rig.Cluster.CountOf("subscribe Trades again"));
        Assert.Equal((1, 3), (rig.Feed.Statistics.Resubscriptions, rig.Feed.Statistics.Undelivered));
    }

    [Fact]
    public async Task SilentStream_ThatIsComplete_IsLookedAtMoreAndMoreSeldom()
    {
        await using var rig = new FeedRig(new ClusterFeedOptions { LeaseDuration = TimeSpan.FromMinutes(10), RenewEvery = TimeSpan.FromMinutes(5) });
        await rig.SubscribedAsync();
        var begun = rig.Clock.GetUtcNow();

        await rig.Until(() => rig.Cluster.CountOf("look") == 5, "five looks");

        Assert.InRange((rig.Clock.GetUtcNow() - begun).TotalSeconds, 2 + 4 + 8 + 10 + 10 - 3, 60);
        Assert.Equal(0, rig.Feed.Statistics.Resubscriptions);
    }

    [Fact]
    public async Task LostBatch_IsToldBeforeTheNextEvent()
    {
        await using var rig = new FeedRig();
        var reader = await rig.SubscribedAsync();
        Publish(rig, MarketEventKind.Trade, 2);
        rig.Cluster.Lose();
        Publish(rig, MarketEventKind.Trade, 1);
        await rig.Cluster.BringAsync();

        Assert.Equal("gapT1-2:2:Undelivered T3", Tell(await rig.ReadAsync(reader, 2, "a gap and a trade")));
    }

    [Fact]
    public async Task ClusterThatIsNotThereYet_IsTriedUntilItIs()
    {
        await using var rig = new FeedRig();
        rig.Cluster.IsDown = true;
        var reader = rig.Feed.Subscribe(Request());
        await rig.Until(() => rig.Cluster.Calls.Count >= 3, "three attempts");

        rig.Cluster.IsDown = false;
        await rig.LeasedAsync(0);
        Publish(rig, MarketEventKind.Trade, 1);
        await rig.Cluster.BringAsync();

        Assert.Equal("T1", Tell(await rig.ReadAsync(reader, 1, "a trade")));
        Assert.True(rig.Feed.Statistics.FailedCalls >= 3);
    }

    [Fact]
    public async Task CallThatNeverReturns_EndsAtItsDeadline()
    {
        await using var rig = new FeedRig();
        rig.Cluster.Hangs = true;
        rig.Feed.Subscribe(Request());
        await rig.Until(() => rig.Cluster.Calls.Count == 1, "an attempt");

        await rig.Until(() => rig.Cluster.CountOf("subscribe Trades again") > 0, "another attempt, which ends what the first may have left");
    }

    [Fact]
    public async Task ManyStreams_AskOnlySoManyAtOnce_AndAllGetTheirTurn()
    {
        const int Streams = 3 * FeedContext.MaxCalls;
        await using var rig = new FeedRig();
        rig.Cluster.Hangs = true;
        for (var i = 0; i < Streams; i++)
            rig.Feed.Subscribe(Request(symbol: $"S{i}"));
        var most = 0;

        await rig.Until(() => (most = Math.Max(most, rig.Cluster.Waiting)) == FeedContext.MaxCalls, "as many calls as may be");
        await rig.Until(() => rig.Cluster.Calls.Count >= Streams, "a call of each stream");
        rig.Cluster.Hangs = false;
        await rig.Until(() => (most = Math.Max(most, rig.Cluster.Waiting)) > 0 && rig.Feed.Counters.Leases >= Streams, "a lease of each stream");

        Assert.Equal(FeedContext.MaxCalls, most);
    }

    [Fact]
    public async Task ClusterThatIsLost_IsToldAsDisconnectedOnce_AndResyncsWhenItReturns()
    {
        await using var rig = new FeedRig();
        var reader = await rig.SubscribedAsync();
        rig.Cluster.Owner.Tell(FeedStatusKind.Live);
        Publish(rig, MarketEventKind.Trade, 2);
        await rig.Cluster.BringAsync();
        var told = await rig.ReadAsync(reader, 3, "live and two trades");

        rig.Cluster.IsDown = true;
        rig.Cluster.LoseSubscriptions();
        told.AddRange(await rig.ReadAsync(reader, 1, "disconnected"));
        rig.Cluster.Owner.Replace(orderly: false);
        rig.Cluster.IsDown = false;
        rig.Cluster.Reconnect();
        await rig.Until(() => rig.Cluster.Subscribed(DataTypes.Trades) == 1, "a new subscription");
        rig.Cluster.Owner.Tell(FeedStatusKind.Live);
        Publish(rig, MarketEventKind.Trade, 1);
        await rig.Cluster.BringAsync();
        told.AddRange(await rig.ReadAsync(reader, 3, "resynced, a gap, and a trade"));

        Assert.Equal("Live T1 T2 Disconnected Resynced gapT0-0:0:Disconnected T1", Tell(told));
        Assert.Equal((1, 1), (rig.Feed.Statistics.Breaks, rig.Feed.Statistics.Reconnections));
    }

    [Fact]
    public async Task NewOwner_ThatContinues_IsNotTold()
    {
        await using var rig = new FeedRig();
        var reader = await rig.SubscribedAsync();
        Publish(rig, MarketEventKind.Trade, 2);
        await rig.Cluster.BringAsync();
        rig.Cluster.Owner.Replace(orderly: true);
        Publish(rig, MarketEventKind.Trade, 2);
        await rig.Cluster.BringAsync();

        Assert.Equal("T1 T2 T1 T2", Tell(await rig.ReadAsync(reader, 4, "four trades")));
        Assert.Equal((1, 0), (rig.Feed.Statistics.Epochs, rig.Feed.Statistics.Breaks));
    }

    [Fact]
    public async Task NewOwner_ThatBringsNothing_IsLeasedFrom_AsSoonAsALookTellsOfIt()
    {
        await using var rig = new FeedRig(new ClusterFeedOptions { LeaseDuration = TimeSpan.FromMinutes(4), RenewEvery = TimeSpan.FromMinutes(2) });
        await rig.SubscribedAsync();
        var leases = rig.Feed.Counters.Leases;
        var since = rig.Clock.GetUtcNow();

        rig.Cluster.Owner.Replace(orderly: true);
        await rig.LeasedAsync(leases);

        Assert.InRange(rig.Clock.GetUtcNow() - since, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Refusal_IsToldAsAGapOnce_AlsoToWhoComesLater()
    {
        await using var rig = new FeedRig();
        rig.Cluster.Problem = "no provider serves it";
        var first = await rig.SubscribedAsync();
        Assert.Equal("gapT0-0:0:NotServed", Tell(await rig.ReadAsync(first, 1, "the refusal")));

        var second = rig.Feed.Subscribe(Request());
        Assert.Equal("gapT0-0:0:NotServed", Tell(await rig.ReadAsync(second, 1, "the refusal")));
        await rig.Until(() => rig.Cluster.CountOf("lease") >= 3, "renewals");
        Assert.Equal(0, first.Statistics.Waiting);
    }

    [Fact]
    public async Task Refusal_OfOneKind_IsToldOfThatKindAlone()
    {
        await using var rig = new FeedRig();
        rig.Cluster.Problem = "no provider serves books";
        rig.Cluster.Refused = DataTypes.OrderBook;
        var reader = await rig.SubscribedAsync();
        Publish(rig, MarketEventKind.Trade, 1);
        await rig.Cluster.BringAsync();

        Assert.Equal("T1", Tell(await rig.ReadAsync(reader, 1, "the trade")));
    }

    [Fact]
    public async Task UnreadableBatch_IsCountedAndItsEventsAreToldAsMissing()
    {
        await using var rig = new FeedRig();
        var reader = await rig.SubscribedAsync();
        Publish(rig, MarketEventKind.Trade, 1);
        await rig.Cluster.BringAsync(damaged: true);
        Publish(rig, MarketEventKind.Trade, 1);
        await rig.Cluster.BringAsync();

        Assert.Equal("gapT1-1:1:Undelivered T2", Tell(await rig.ReadAsync(reader, 2, "a gap and a trade")));
        Assert.Equal(1, rig.Feed.Statistics.Unreadable);
    }

    [Theory]
    [InlineData("BTC USD")]
    [InlineData("")]
    public async Task WrongRequest_ThrowsAtOnce(string symbol)
    {
        await using var rig = new FeedRig();

        Assert.Throws<ArgumentException>(() => rig.Feed.Subscribe(Request(symbol: symbol)));
        Assert.Equal(0, rig.Feed.Statistics.Streams);
    }

    [Fact]
    public async Task Disposal_EndsSubscriptionsAndLeases_AndReaders()
    {
        var rig = new FeedRig();
        var reader = await rig.SubscribedAsync();

        await rig.DisposeAsync();

        Assert.Equal(0, await reader.ReadAsync(new MarketEvent[1]));
        Assert.Equal((0, 1), (rig.Cluster.Subscribed(DataTypes.Trades), rig.Cluster.CountOf("end")));
        Assert.Throws<InvalidOperationException>(() => rig.Feed.Subscribe(Request()));
    }

    [Fact]
    public void Options_ThatDoNotFit_AreRefusedByName()
    {
        var wrong = Assert.Throws<ArgumentException>(() => new ClusterFeedOptions { RenewEvery = ClusterFeedOptions.DefaultLeaseDuration * 0.6 }.Validate());

        Assert.Contains(nameof(ClusterFeedOptions.RenewEvery), wrong.Message, StringComparison.Ordinal);
    }

    private static void Publish(FeedRig rig, MarketEventKind kind, int count)
    {
        for (var i = 0; i < count; i++)
            rig.Cluster.Owner.Publish(kind);
    }

    private static MarketEvent LastKnown(FeedRig rig, MarketEventKind kind, long number)
    {
        var one = rig.Cluster.Owner.Published[(rig.Cluster.Owner.Epoch, kind, number)];
        one.HeaderRef.Flags |= EventFlags.LastKnown;
        return one;
    }
}
