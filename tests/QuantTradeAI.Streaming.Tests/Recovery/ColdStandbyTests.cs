using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Operations;
using QuantTradeAI.Streaming.Providers;
using static QuantTradeAI.Streaming.Tests.Recovery.FailoverRig;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Recovery;

public class ColdStandbyTests
{
    private readonly FailoverRig _rig = new(isHot: false);

    /// <summary>How often A, B and C are wanted.</summary>
    private string Wanted => $"{_rig.Standbys[A].Count} {_rig.Standbys[B].Count} {_rig.Standbys[C].Count}";

    [Fact]
    public void Standby_IsAskedOnlyOnceTheFirstHasFailed_AndGivenBackAfterItsReturnAndQuiet()
    {
        Assert.Equal("0 0 0", Wanted);
        _rig.Trades(A, 1);
        Assert.Equal("0 0 0", Wanted);
        _rig.Say(A, FeedStatusKind.Disconnected);
        Assert.Equal("0 1 0", Wanted);
        _rig.Advance(3);
        _rig.Trades(B, 70);
        Assert.Equal(B, _rig.Source);
        _rig.Advance(600);
        Assert.Equal("0 1 0", Wanted);

        _rig.Trades(A, 2);
        _rig.Advance(60);
        Assert.Equal((A, "0 1 0"), (_rig.Source, Wanted));
        _rig.Advance(59);
        Assert.Equal("0 1 0", Wanted);
        _rig.Advance(1);
        Assert.Equal("0 0 0", Wanted);
        Assert.Equal("7504 7500 7501 7506", Events());
    }

    [Fact]
    public void Failover_OnCommand_WakesTheStandby_LeavesOnceItIsWell_AndComesBackAfterQuiet()
    {
        _rig.Trades(A, 1);

        var outcome = _rig.Failover.Demote(A);
        _rig.Work();
        Assert.Equal(OperationResult.Done, outcome.Result);
        Assert.Equal((A, "0 1 0"), (_rig.Source, Wanted));

        _rig.Trades(B, 70);
        Assert.Equal(B, _rig.Source);
        _rig.Advance(60);
        Assert.Equal(A, _rig.Source);
        _rig.Advance(60);
        Assert.Equal("0 0 0", Wanted);
    }

    [Fact]
    public void Failover_OnCommand_IsForgottenWhenNoStandbyBecomesWellInTime()
    {
        _rig.Trades(A, 1);
        _rig.Failover.Demote(A);
        _rig.Work();
        for (var i = 0; i < 20; i++)
            _rig.Advance(15);
        _rig.Trades(B, 70);

        Assert.Equal((A, "0 0 0"), (_rig.Source, Wanted));
    }

    [Fact]
    public void Standbys_AreAskedOneAfterAnother_EachWithItsTime()
    {
        _rig.Trades(A, 1);
        _rig.Say(A, FeedStatusKind.Disconnected);
        _rig.Advance(14);
        Assert.Equal("0 1 0", Wanted);
        _rig.Advance(1);
        Assert.Equal("0 1 1", Wanted);
        Assert.DoesNotContain("7502", Events(), StringComparison.Ordinal);
        _rig.Advance(15);
        Assert.Contains("7502", Events(), StringComparison.Ordinal);

        _rig.Trades(C, 700);
        Assert.Equal(C, _rig.Source);
        _rig.Trades(B, 70);
        _rig.Advance(60);
        Assert.Equal((B, "0 1 1"), (_rig.Source, Wanted));
        _rig.Advance(60);
        Assert.Equal("0 1 0", Wanted);
    }

    [Fact]
    public void Standby_WithoutRoom_IsSkippedAndAskedAgainLater()
    {
        _rig.Standbys[B].IsFull = true;
        _rig.Trades(A, 1);
        _rig.Say(A, FeedStatusKind.Disconnected);
        Assert.Equal("0 0 1", Wanted);
        Assert.Contains(_rig.Log.Lines, line => line.Contains("venue-b cannot stand in: venue-b has no room", StringComparison.Ordinal));

        _rig.Standbys[B].IsFull = false;
        _rig.Advance(59);
        Assert.Equal("0 0 1", Wanted);
        _rig.Advance(1);
        Assert.Equal("0 1 1", Wanted);
    }

    [Fact]
    public void Standby_WhoseProviderIsNotUsable_IsSkippedUntilItIs()
    {
        _rig.Stand(B, isUsable: false);
        _rig.Trades(A, 1);
        _rig.Say(A, FeedStatusKind.Disconnected);
        Assert.Equal("0 0 1", Wanted);
        _rig.Advance(20);
        _rig.Stand(B, isUsable: true);
        Assert.Equal("0 1 1", Wanted);
    }

    [Fact]
    public void First_ThatComesBackByItself_NeedsNobodyAfterItsQuietTime()
    {
        _rig.Trades(A, 1);
        _rig.Say(A, FeedStatusKind.Stale);
        _rig.Say(A, FeedStatusKind.Live);
        Assert.Equal("0 1 0", Wanted);
        _rig.Advance(60);
        Assert.Equal((A, "0 0 0"), (_rig.Source, Wanted));
    }

    [Theory]
    [InlineData("same", "0 1 0")]
    [InlineData("hot", "0 0 0")]
    [InlineData("without", "0 0 0")]
    [InlineData("none", "0 0 0")]
    public void Reload_WhileAStandbyServes_NeitherLeaksNorGivesBackTwice(string change, string wanted)
    {
        _rig.Trades(A, 1);
        _rig.Say(A, FeedStatusKind.Disconnected);
        _rig.Trades(B, 70);
        var group = _rig.Group(isHot: false);

        _rig.Use(change switch
        {
            "same" => [group with { Name = "other" }],
            "hot" => [group with { IsHot = true }],
            "without" => [group with { Providers = ["venue-a"] }],
            _ => [],
        });
        Assert.Equal(wanted, Wanted);

        _rig.Use(group);
        _rig.Trades(A, 2);
        _rig.Advance(60);
        _rig.Advance(60);
        Assert.Equal((A, "0 0 0"), (_rig.Source, Wanted));
    }

    [Fact]
    public void Provider_ThatIsMadeAnew_IsAskedAnew()
    {
        _rig.Trades(A, 1);
        _rig.Say(A, FeedStatusKind.Disconnected);
        _rig.Trades(B, 70);
        var before = _rig.Standbys[B];

        _rig.Standbys[B] = new FakeStandby(B) { Offers = DataTypes.Trades };
        _rig.Use(_rig.Group(isHot: false));
        Assert.Equal((0, "0 1 0"), (before.Count, Wanted));

        _rig.Standbys[B].Offers = DataTypes.Trades | DataTypes.Quotes;
        _rig.Use(_rig.Group(isHot: false));
        Assert.Equal("0 1 0", Wanted);

        _rig.Standbys.Remove(B, out var removed);
        _rig.Use(_rig.Group(isHot: false));
        Assert.Equal(0, removed!.Count);
    }

    private string Events() => string.Join(' ', _rig.Log.Lines.Select(line => line.Split(' ')[1]));
}
