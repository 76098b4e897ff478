using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;
using static QuantTradeAI.Streaming.Tests.Recovery.FailoverRig;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Recovery;

/// <summary>A and B tell trades of one venue, C of another.</summary>
public class SharedVenueTests
{
    private const long Start = 10_000_000;

    [Fact]
    public void Standby_ThatIsBehind_RepeatsNothing()
    {
        using var rig = Rig();
        using var reader = rig.Subscribe();
        Trades(rig, A, 1, 2, 3, 4);
        Trades(rig, B, 1, 2);
        rig.Say(A, FeedStatusKind.Disconnected);

        Trades(rig, B, 3, 4, 5);

        Assert.Equal("Live T1 T2 T3 T4 Disconnected SourceChanged Resynced T5", Tell(Drain(reader)));
        Assert.Equal(2, rig.Hub.Snapshot(new StreamKey(Btc))!.Counters.DuplicateTrades);
    }

    [Theory]
    [InlineData(FeedStatusKind.Disconnected, "Disconnected SourceChanged Resynced gapT3-4:2:Disconnected T5")]
    [InlineData(FeedStatusKind.Stale, "Stale SourceChanged Live gapT3-4:2:Stale T5")]
    public void Standby_ThatIsAhead_TellsExactlyWhatIsMissing(FeedStatusKind trouble, string told)
    {
        using var rig = Rig();
        using var reader = rig.Subscribe();
        Trades(rig, A, 1, 2);
        Trades(rig, B, 1, 2, 3, 4);
        rig.Say(A, trouble);

        Trades(rig, B, 5);

        Assert.Equal($"Live T1 T2 {told}", Tell(Drain(reader)));
    }

    [Fact]
    public void Standby_AtTheSamePlace_MissesNothing()
    {
        using var rig = Rig();
        using var reader = rig.Subscribe();
        Trades(rig, A, 1, 2);
        Trades(rig, B, 1, 2);
        rig.Say(A, FeedStatusKind.Stale);

        Trades(rig, B, 3);

        Assert.Equal("Live T1 T2 Stale SourceChanged Live T3", Tell(Drain(reader)));
    }

    [Fact]
    public void Trade_ThatTheStandbyTookBefore_FillsTheHoleAfterAllWhenTheOtherTellsIt()
    {
        using var rig = Rig(quiet: 0);
        using var reader = rig.Subscribe();
        using var venue = rig.Subscribe("BTC-USD@venue-a");
        Trades(rig, A, 1);
        Trades(rig, B, 1, 2);
        rig.Say(A, FeedStatusKind.Stale);
        Trades(rig, B, 3);
        rig.Say(A, FeedStatusKind.Live);

        Trades(rig, A, 2, 3, 4);

        Assert.Equal("Live T1 Stale SourceChanged Live gapT2-2:1:Stale T3 SourceChanged late:T4 T5", Tell(Drain(reader)));
        Assert.Equal("Live T1 Stale Live T2 T3 T4", Tell(Drain(venue)));
    }

    [Fact]
    public void OtherVenue_InBetween_IsNoLossOfThisOnesTrades()
    {
        using var rig = Rig();
        using var reader = rig.Subscribe();
        Trades(rig, A, 1, 2);
        rig.Trades(C, 70);
        rig.Say(A, FeedStatusKind.Disconnected);
        rig.Trades(C, 71);

        Trades(rig, B, 1, 2, 8, 9);
        rig.Advance(60);
        Trades(rig, B, 10);

        Assert.Equal(
            "Live T1 T2 Disconnected SourceChanged Resynced gapT3-3:0:Disconnected T4 SourceChanged T5", Tell(Drain(reader)));
    }

    [Fact]
    public void OtherVenue_InBetween_StillLeavesRepetitionsOut()
    {
        using var rig = Rig();
        using var reader = rig.Subscribe();
        Trades(rig, A, 1, 2, 3);
        rig.Trades(C, 70);
        rig.Say(A, FeedStatusKind.Disconnected);
        Trades(rig, B, 1);
        rig.Advance(60);
        Assert.Equal(B, rig.Source);

        Trades(rig, B, 2, 3, 4);

        Assert.Equal("Live T1 T2 T3 Disconnected SourceChanged Resynced SourceChanged gapT4-4:0:Disconnected T5", Tell(Drain(reader)));
    }

    [Fact]
    public void SecondProviderOfTheVenue_ThatIsAddedLater_RepeatsNothingEither()
    {
        using var rig = new FailoverRig(providers: [A]);
        rig.Hub.RegisterProvider(B, TradeIdRule.Consecutive, A.Name);
        using var reader = rig.Subscribe();
        Trades(rig, A, 1, 2, 3);
        Trades(rig, B, 1);
        rig.Hub.SetSources(Btc, [A, B]);
        rig.Use(rig.Group() with { Providers = [A.Name, B.Name] });
        rig.Hub.SetSources(Btc, [A, B]);
        rig.Say(A, FeedStatusKind.Disconnected);

        Trades(rig, B, 2, 3, 4);

        Assert.Equal("Live T1 T2 T3 Disconnected SourceChanged Resynced T4", Tell(Drain(reader)));
    }

    [Fact] // A venue that numbers anew must not be silent until it is where it was.
    public void Venue_ThatNumbersAnewWhileTheStandbyIsTheSource_IsHeard()
    {
        using var rig = Rig();
        using var reader = rig.Subscribe();
        Trades(rig, A, 1, 2);
        Trades(rig, B, 1, 2);
        rig.Say(A, FeedStatusKind.Disconnected);
        rig.Say(B, FeedStatusKind.Disconnected);

        rig.Trades(B, 5, 6);
        rig.Trades(A, 6);
        rig.Advance(60);
        rig.Trades(A, 7);

        Assert.Equal(
            "Live T1 T2 Disconnected SourceChanged Resynced Disconnected Resynced gapT3-3:0:Disconnected T4 T5 SourceChanged T6", Tell(Drain(reader)));
    }

    [Fact]
    public void OtherRuleOfIds_IsNotShared()
    {
        using var rig = Rig();
        rig.Hub.RegisterProvider(B, TradeIdRule.Growing, A.Name);
        using var reader = rig.Subscribe();
        Trades(rig, A, 1, 2, 3);
        Trades(rig, B, 1);
        rig.Say(A, FeedStatusKind.Disconnected);

        Trades(rig, B, 2);

        Assert.Equal("Live T1 T2 T3 Disconnected SourceChanged Resynced gapT4-4:0:Disconnected T5", Tell(Drain(reader)));
    }

    private static FailoverRig Rig(int quiet = 60) => new(quiet: quiet, venueOfAAndB: "venue");

    private static void Trades(FailoverRig rig, ProviderId provider, params long[] ids) =>
        rig.Trades(provider, [.. ids.Select(id => Start + id)]);
}
