using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using static QuantTradeAI.Cluster.Client.Tests.Following.FeedRig;

namespace QuantTradeAI.Cluster.Client.Tests.Following;

/// <summary>What a stream loses is fetched from an owner that keeps it.</summary>
public class ReplayTests
{
    [Fact]
    public async Task LostBatches_AreFetchedAndToldInTheirPlace()
    {
        await using var rig = Rig();
        var reader = await rig.SubscribedAsync();
        await BringAsync(rig, 1);
        Lose(rig, 2);
        Lose(rig, 1);
        await BringAsync(rig, 1);

        Assert.Equal("T1 T2 T3 T4 T5", Tell(await rig.ReadAsync(reader, 5, "five trades")));
        Assert.Equal((3, 0, 0), Counts(rig));
        Assert.Equal(1, rig.Cluster.CountOf("replay"));
    }

    [Fact]
    public async Task LostTail_IsNoticedByAPositionAndFetched_AndTheStreamIsTakenForLost()
    {
        await using var rig = Rig();
        var reader = await rig.SubscribedAsync();
        rig.Cluster.LoseSubscriptions();
        Lose(rig, 3);

        Assert.Equal("T1 T2 T3", Tell(await rig.ReadAsync(reader, 3, "three trades")));
        await rig.Until(() => rig.Cluster.Subscribed(DataTypes.Trades) == 1, "a new subscription");
        await BringAsync(rig, 1);

        Assert.Equal("T4", Tell(await rig.ReadAsync(reader, 1, "the next trade")));
        Assert.Equal((3, 0, 1), Counts(rig));
    }

    [Fact]
    public async Task LostTail_OfAStreamThatLives_KeepsItsSubscription()
    {
        await using var rig = Rig();
        var reader = await rig.SubscribedAsync();
        Lose(rig, 1);
        Assert.Equal("T1", Tell(await rig.ReadAsync(reader, 1, "a trade")));
        await BringAsync(rig, 1);

        Assert.Equal("T2", Tell(await rig.ReadAsync(reader, 1, "the next trade")));
        var looks = rig.Cluster.CountOf("look");
        await rig.Until(() => rig.Cluster.CountOf("look") == looks + 2, "two looks more");
        Assert.Equal((1, 0, 0), Counts(rig));
    }

    [Fact]
    public async Task LostBatches_ThatTheOwnerForgot_AreToldAsMissingBeforeWhatWaited()
    {
        await using var rig = Rig();
        var reader = await rig.SubscribedAsync();
        Lose(rig, 2);
        rig.Cluster.Forget();
        await BringAsync(rig, 1);

        Assert.Equal("gapT1-2:2:Undelivered T3", Tell(await rig.ReadAsync(reader, 2, "a gap and a trade")));
        Assert.Equal((0, 2, 0), Counts(rig));
    }

    [Fact]
    public async Task LostTail_ThatTheOwnerForgot_IsToldWithoutAnotherEvent()
    {
        await using var rig = Rig();
        var reader = await rig.SubscribedAsync();
        Lose(rig, 2);
        rig.Cluster.Forget();

        Assert.Equal("gapT1-2:2:Undelivered", Tell(await rig.ReadAsync(reader, 1, "a gap")));
    }

    [Fact]
    public async Task Owner_ThatDoesNotAnswer_IsWaitedForOnlySoLong()
    {
        await using var rig = Rig();
        var reader = await rig.SubscribedAsync();
        rig.Cluster.RefusesReplay = true;
        Lose(rig, 2);
        var begun = rig.Clock.GetUtcNow();
        await BringAsync(rig, 1);

        Assert.Equal("gapT1-2:2:Undelivered T3", Tell(await rig.ReadAsync(reader, 2, "a gap and a trade")));
        Assert.InRange((rig.Clock.GetUtcNow() - begun).TotalSeconds, 4.5, 10);
        Assert.True(rig.Cluster.CountOf("replay") > 1, "It was asked once only.");
    }

    [Fact]
    public async Task Owner_ThatDoesNotAnswerAtFirst_IsAskedAgain()
    {
        await using var rig = Rig();
        var reader = await rig.SubscribedAsync();
        rig.Cluster.RefusesReplay = true;
        Lose(rig, 1);
        await BringAsync(rig, 1);
        await rig.Until(() => rig.Cluster.CountOf("replay") == 2, "a second question");
        rig.Cluster.RefusesReplay = false;

        Assert.Equal("T1 T2", Tell(await rig.ReadAsync(reader, 2, "two trades")));
    }

    [Fact]
    public async Task Events_ThatTheOwnerHasNotHandedOnYet_AreNotMissing()
    {
        await using var rig = Rig();
        var reader = await rig.SubscribedAsync();
        await BringAsync(rig, 1);
        rig.Cluster.Owner.Publish(MarketEventKind.Trade);
        rig.Cluster.Owner.Publish(MarketEventKind.Trade);
        await rig.Until(() => rig.Cluster.CountOf("lease") + rig.Cluster.CountOf("look") >= 4, "three positions more");
        await rig.Cluster.BringAsync();

        Assert.Equal("T1 T2 T3", Tell(await rig.ReadAsync(reader, 3, "three trades")));
        Assert.Equal((0, 0, 0), Counts(rig));
    }

    [Fact]
    public async Task Batches_ThatComeAgain_AreCountedAndDropped()
    {
        await using var rig = Rig();
        var reader = await rig.SubscribedAsync();
        await BringAsync(rig, 2);
        await rig.Cluster.BringAgainAsync(DataTypes.Trades);
        await BringAsync(rig, 1);

        Assert.Equal("T1 T2 T3", Tell(await rig.ReadAsync(reader, 3, "three trades")));
        Assert.Equal(2, rig.Feed.Statistics.Duplicates);
    }

    [Fact]
    public async Task NewOwner_WhoseFirstBatchesAreLost_IsAskedForThem()
    {
        await using var rig = Rig();
        var reader = await rig.SubscribedAsync();
        await BringAsync(rig, 2);
        rig.Cluster.Owner.Replace(orderly: true);
        Lose(rig, 2);
        await BringAsync(rig, 1);

        Assert.Equal("T1 T2 T1 T2 T3", Tell(await rig.ReadAsync(reader, 5, "five trades")));
        Assert.Equal((2, 0, 0), Counts(rig));
    }

    [Fact]
    public async Task ShortDisconnection_LosesNothing()
    {
        await using var rig = Rig();
        var reader = await rig.SubscribedAsync();
        rig.Cluster.IsDown = true;
        rig.Cluster.LoseSubscriptions();
        Lose(rig, 2);
        rig.Cluster.IsDown = false;
        rig.Cluster.Reconnect();

        Assert.Equal("T1 T2", Tell(await rig.ReadAsync(reader, 2, "two trades")));
        Assert.Equal(0, rig.Feed.Statistics.Undelivered);
    }

    [Fact]
    public async Task UnreadableBatch_IsToldAsMissingWithoutAnotherEvent()
    {
        await using var rig = Rig();
        var reader = await rig.SubscribedAsync();
        rig.Cluster.Owner.Publish(MarketEventKind.Trade);
        await rig.Cluster.BringAsync(damaged: true);

        Assert.Equal("gapT1-1:1:Undelivered", Tell(await rig.ReadAsync(reader, 1, "a gap")));
    }

    private static FeedRig Rig() => new() { Cluster = { Keeps = true } };

    private static (long Replayed, long Undelivered, long Resubscriptions) Counts(FeedRig rig) =>
        (rig.Feed.Statistics.Replayed, rig.Feed.Statistics.Undelivered, rig.Feed.Statistics.Resubscriptions);

    private static void Lose(FeedRig rig, int trades)
    {
        Publish(rig, trades);
        rig.Cluster.Lose();
    }

    private static Task BringAsync(FeedRig rig, int trades)
    {
        Publish(rig, trades);
        return rig.Cluster.BringAsync();
    }

    private static void Publish(FeedRig rig, int trades)
    {
        for (var i = 0; i < trades; i++)
            rig.Cluster.Owner.Publish(MarketEventKind.Trade);
    }
}
