using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Operations;
using QuantTradeAI.Streaming.Providers;
using static QuantTradeAI.Streaming.Tests.Recovery.FailoverRig;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Recovery;

/// <summary>What subscribers of a consolidated stream see of a failover, and when it happens.</summary>
public class FailoverTests
{
    [Fact]
    public void Source_ThatDies_IsLeftInTheSameCallWithOneChangeAndGapsBeforeData()
    {
        using var rig = new FailoverRig();
        using var reader = rig.Subscribe();
        using var venue = rig.Subscribe("BTC-USD@venue-a");
        rig.Publish(TradeOf(1), QuoteOf(1), TradeOf(70, B));

        rig.Hub.Publish(FeedStatus.Of(FeedStatusKind.Disconnected, Btc, A, default));
        Assert.Equal("Live T1 Q1 Disconnected SourceChanged Resynced", Tell(Drain(reader)));

        rig.Publish(TradeOf(71, B), QuoteOf(70, B), TradeOf(72, B));
        Assert.Equal("gapT2-2:0:Disconnected T3 gapQ2-2:0:Disconnected Q3 T4", Tell(Drain(reader)));
        Assert.Equal("Live T1 Q1 Disconnected", Tell(Drain(venue)));
    }

    [Fact]
    public void Source_ThatEndsBecauseAllEnds_IsNotLeft()
    {
        using var rig = new FailoverRig();
        using var reader = rig.Subscribe();
        rig.Publish(TradeOf(1), TradeOf(70, B));

        rig.Failover.Dispose();
        rig.Say(A, FeedStatusKind.Disconnected);

        Assert.Equal("Live T1 Disconnected", Tell(Drain(reader)));
    }

    [Fact]
    public void Source_ThatIsStale_IsLeftWithGapsOfUnknownSize()
    {
        using var rig = new FailoverRig();
        using var reader = rig.Subscribe();
        rig.Publish(TradeOf(1), QuoteOf(1), TradeOf(70, B));

        rig.Say(A, FeedStatusKind.Stale);
        rig.Publish(TradeOf(71, B), QuoteOf(70, B));

        Assert.Equal("Live T1 Q1 Stale SourceChanged Live gapT2-2:0:Stale T3 gapQ2-2:0:Stale Q3", Tell(Drain(reader)));
    }

    [Fact]
    public void Standby_WhoseFirstTradeMakesItTheSource_HasThatTradeDelivered()
    {
        using var rig = new FailoverRig();
        using var reader = rig.Subscribe();
        rig.Publish(TradeOf(1), QuoteOf(1));
        rig.Say(A, FeedStatusKind.Disconnected);

        rig.Publish(TradeOf(70, B), QuoteOf(70, B));

        Assert.Equal(
            "Live T1 Q1 Disconnected SourceChanged Resynced gapT2-2:0:Disconnected T3 gapQ2-2:0:Disconnected Q3", Tell(Drain(reader)));
    }

    [Fact] // Its own outage is not the consolidated stream's, which had another source then.
    public void Standby_WhoseReturnMakesItTheSource_DoesNotCountItsOwnLoss()
    {
        using var rig = new FailoverRig();
        using var reader = rig.Subscribe();
        rig.Trades(B, 70);
        rig.Trades(A, 1);
        rig.Say(B, FeedStatusKind.Disconnected);
        rig.Say(A, FeedStatusKind.Disconnected);

        rig.Trades(B, 80, 81);

        Assert.Equal("Live T1 Disconnected SourceChanged Resynced gapT2-2:0:Disconnected T3 T4", Tell(Drain(reader)));
    }

    [Fact]
    public void BetterSource_ThatIsWellAgain_ComesBackAfterTheQuietTimeAndNoSooner()
    {
        using var rig = new FailoverRig();
        using var reader = rig.Subscribe();
        rig.Trades(A, 1);
        rig.Trades(B, 70);
        rig.Say(A, FeedStatusKind.Disconnected);
        rig.Trades(A, 2);
        Assert.Equal(rig.Clock.GetUtcNow().AddSeconds(60), rig.Status.FailbackAt);

        rig.Advance(59.9);
        Assert.Equal(B, rig.Source);
        rig.Advance(0.1);

        Assert.Equal(A, rig.Source);
        rig.Trades(A, 3);
        Assert.Equal("Live T1 Disconnected SourceChanged Resynced SourceChanged gapT2-2:0:Disconnected T3", Tell(Drain(reader)));
        Assert.Equal((2L, null), (rig.Status.Changes, rig.Status.FailbackAt));
        Assert.Equal(
            [
                "Warning 7500 group: venue-a -> venue-b for BTC-USD: it is disconnected. Without a source that is well for 0.0 s.",
                "Information 7501 group: venue-b -> venue-a for BTC-USD: a better one has been well for long enough.",
            ],
            rig.Log.Lines);
    }

    [Fact]
    public void BetterSource_InterruptedWithinTheQuietTime_BeginsItAnew()
    {
        using var rig = new FailoverRig();
        rig.Trades(A, 1);
        rig.Trades(B, 70);
        rig.Say(A, FeedStatusKind.Disconnected);
        rig.Trades(A, 2);
        rig.Advance(50);
        rig.Say(A, FeedStatusKind.Stale);
        rig.Say(A, FeedStatusKind.Live);
        rig.Advance(30);
        rig.Stand(A, isUsable: false);
        rig.Stand(A, isUsable: true);

        rig.Advance(59);
        Assert.Equal(B, rig.Source);
        rig.Advance(1);
        Assert.Equal(A, rig.Source);
    }

    [Fact]
    public void Source_WhoseProviderIsNotUsable_IsLeftWithoutAGap()
    {
        using var rig = new FailoverRig();
        using var reader = rig.Subscribe();
        rig.Trades(A, 1);
        rig.Trades(B, 70);

        rig.Stand(A, isUsable: false);
        rig.Trades(B, 71);

        Assert.Equal("Live T1 SourceChanged T2", Tell(Drain(reader)));
        Assert.Equal("its circuit is open", rig.Status.Candidates[0].Reason);
    }

    [Fact]
    public void Nobody_IsWell_TheLastOneStaysAndPeopleHearOfIt()
    {
        using var rig = new FailoverRig();
        using var reader = rig.Subscribe();
        rig.Trades(A, 1);
        rig.Trades(B, 70);
        rig.Advance(10);
        rig.Say(B, FeedStatusKind.Stale);
        rig.Say(A, FeedStatusKind.Disconnected);

        Assert.Equal(A, rig.Source);
        Assert.True(rig.Status.IsPanic);
        Assert.True(rig.Failover.GetStatus().Single().IsPanic);
        rig.Advance(7);
        rig.Say(B, FeedStatusKind.Live);

        Assert.Equal(B, rig.Source);
        Assert.False(rig.Status.IsPanic);
        Assert.Equal("Live T1 Disconnected SourceChanged Resynced", Tell(Drain(reader)));
        Assert.Equal(
            [
                "Error 7502 group: no provider is well for BTC-USD; each stays with what it has.",
                "Warning 7500 group: venue-a -> venue-b for BTC-USD: it is disconnected. Without a source that is well for 7.0 s.",
                "Information 7503 group: a provider is well again for BTC-USD.",
            ],
            rig.Log.Lines);
    }

    [Fact]
    public void FirstSource_ThatTellsNothing_IsWaitedForAWhile()
    {
        using var rig = new FailoverRig();
        rig.Trades(B, 70);
        Assert.Equal((A, false), (rig.Source, rig.Status.IsPanic));
        rig.Advance(9.9);
        Assert.Equal(A, rig.Source);
        rig.Advance(0.1);
        Assert.Equal(B, rig.Source);
    }

    [Fact]
    public void Demote_WithAnotherThatIsWell_LeavesItUntilItsQuietTimeIsOver()
    {
        using var rig = new FailoverRig();
        using var reader = rig.Subscribe();
        rig.Trades(A, 1);
        rig.Trades(B, 70);
        rig.Advance(500);

        var outcome = rig.Failover.Demote(A);
        rig.Work();

        Assert.Equal(new OperationOutcome(OperationResult.Done, "Others took over BTC-USD from venue-a."), outcome);
        Assert.Equal(B, rig.Source);
        Assert.Equal(rig.Clock.GetUtcNow().AddSeconds(60), rig.Status.FailbackAt);
        Assert.Contains("it was asked for", rig.Log.Lines.Single(), StringComparison.Ordinal);
        rig.Advance(59);
        Assert.Equal(B, rig.Source);
        rig.Advance(1);
        Assert.Equal(A, rig.Source);
        Assert.Equal("Live T1 SourceChanged SourceChanged", Tell(Drain(reader)));
    }

    [Fact]
    public void Demote_WithNobodyElseWell_IsRefusedAndForgotten()
    {
        using var rig = new FailoverRig();
        rig.Trades(A, 1);

        Assert.Equal(OperationResult.NotPossible, rig.Failover.Demote(A).Result);
        Assert.Equal(OperationResult.AlreadySo, rig.Failover.Demote(B).Result);
        Assert.Equal(OperationResult.NotPossible, rig.Failover.Demote(ProviderId.Of("venue-unknown")).Result);

        rig.Trades(B, 70);
        Assert.Equal((A, false), (rig.Source, rig.Status.IsPanic));
    }

    [Fact]
    public void Reload_OfTheSameGroup_KeepsTheEpisode()
    {
        using var rig = new FailoverRig();
        rig.Trades(A, 1);
        rig.Trades(B, 70);
        rig.Say(A, FeedStatusKind.Disconnected);
        rig.Trades(A, 2);
        rig.Advance(30);

        rig.Use(rig.Group(quiet: 40) with { Name = "other" });

        Assert.Equal((B, 1), (rig.Source, rig.Status.Changes));
        rig.Advance(10);
        Assert.Equal(A, rig.Source);
    }

    [Fact]
    public void Reload_WithoutTheGroup_GoesToTheFirstListed()
    {
        using var rig = new FailoverRig();
        rig.Trades(A, 1);
        rig.Trades(B, 70);
        rig.Say(A, FeedStatusKind.Disconnected);

        rig.Use();

        Assert.Equal(A, rig.Source);
        Assert.Empty(rig.Failover.GetStatus());
        Assert.Equal(OperationResult.NotPossible, rig.Failover.Demote(A).Result);
    }

    [Fact]
    public void SourcesOutsideTheGroup_AreNoCandidates()
    {
        using var rig = new FailoverRig();
        rig.Use(rig.Group() with { Providers = ["venue-a", "venue-b"] });
        rig.Trades(A, 1);
        rig.Trades(C, 700);

        rig.Say(A, FeedStatusKind.Disconnected);
        rig.Advance(10);

        Assert.Equal((A, true), (rig.Source, rig.Status.IsPanic));
    }

    [Fact]
    public void ManyChanges_FillNoLog()
    {
        using var rig = new FailoverRig(quiet: 0);
        rig.Trades(A, 1);
        rig.Trades(B, 70);
        for (var i = 0; i < 100; i++)
        {
            rig.Say(A, FeedStatusKind.Stale);
            rig.Say(A, FeedStatusKind.Live);
        }

        Assert.Equal(200, rig.Status.Changes);
        Assert.Equal(Streaming.Recovery.SwitchReport.MaxLines, rig.Log.Lines.Count);
        rig.Advance(60);
        rig.Say(A, FeedStatusKind.Stale);
        Assert.Contains("190 more changes", rig.Log.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Kind_ThatTheStandbyLacks_IsToldToThoseWhoWantIt(bool isWanted)
    {
        using var rig = new FailoverRig();
        rig.Hub.RegisterProvider(B, TradeIdRule.Consecutive, offers: DataTypes.Trades);
        using var reader = rig.Subscribe(dataTypes: isWanted ? DataTypes.Trades | DataTypes.OrderBook : DataTypes.Trades);
        rig.Publish(TradeOf(1), BookOf(), TradeOf(70, B));
        rig.Say(A, FeedStatusKind.Disconnected);
        rig.Publish(TradeOf(71, B));
        rig.Trades(A, 2);
        rig.Advance(60);
        rig.Publish(BookOf());

        Assert.Equal(
            isWanted
                ? "Live T1 B1 Disconnected SourceChanged Resynced gapB2-2:0:NotServed gapT2-2:0:Disconnected T3 SourceChanged B3"
                : "Live T1 Disconnected SourceChanged Resynced gapT2-2:0:Disconnected T3 SourceChanged gapB2-2:0:Disconnected",
            Tell(Drain(reader)));
    }
}
