using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>Failover over real sockets.</summary>
public sealed class FailoverTests
{
    [Fact]
    public async Task Primary_ThatDies_IsReplacedByTheHotStandbyAndComesBackAfterQuiet()
    {
        await using var rig = await FailoverRig.StartAsync();
        await rig.WakeStandbyAsync();
        var connections = rig.Coinbase.ConnectionsAccepted;

        rig.Binance.Inject(Fault.CutAbruptly);
        await rig.Seen.WaitForStatusAsync(FeedStatusKind.SourceChanged);
        await rig.Seen.WaitForTradeAsync(rig.Coinbase.PublishTrade(FailoverRig.AtCoinbase).Id);

        Assert.StartsWith("Live Disconnected SourceChanged Resynced Gap(Trade,Disconnected,0)", rig.Seen.Story, StringComparison.Ordinal);
        Assert.Equal(connections, rig.Coinbase.ConnectionsAccepted);
        Promise.Holds(rig.Seen.Events);

        await rig.UntilSourceAsync(rig.Binance, "binance");
        Assert.Equal(2, rig.Seen.Statuses.Count(status => status.Kind == FeedStatusKind.SourceChanged));
        Promise.Holds(rig.Seen.Events);
    }

    [Fact]
    public async Task Primary_ThatGoesMute_IsReplacedByTheHotStandby()
    {
        await using var rig = await FailoverRig.StartAsync();
        await rig.WakeStandbyAsync();

        rig.Binance.Inject(Fault.GoMute, FaultScope.All);
        await rig.UntilSourceAsync(rig.Coinbase, "coinbase");

        var change = Assert.Single(rig.Seen.Statuses, status => status.Kind == FeedStatusKind.SourceChanged);
        var trouble = rig.Seen.Statuses.Last(status => status.Kind == FeedStatusKind.Disconnected);
        Assert.True(change.Header.PublishTime - trouble.Header.PublishTime < TimeSpan.FromMilliseconds(100), $"{trouble.Header.PublishTime} .. {change.Header.PublishTime}");
        Promise.Holds(rig.Seen.Events);
    }

    [Fact]
    public async Task ColdStandby_IsSubscribedWhenItIsNeededAndNoLonger()
    {
        await using var rig = await FailoverRig.StartAsync(isHot: false);
        Assert.Empty(rig.Coinbase.Subscriptions);

        rig.Binance.Inject(Fault.GoMute, FaultScope.All);
        await rig.Coinbase.WaitAsync(venue => venue.Subscriptions.Count > 0, Patience.Limit, "the standby's subscriptions");
        await rig.UntilSourceAsync(rig.Coinbase, "coinbase");
        Promise.Holds(rig.Seen.Events);

        rig.Binance.ClearFaults();
        await rig.UntilSourceAsync(rig.Binance, "binance");
        await rig.Coinbase.WaitAsync(venue => venue.Subscriptions.Count == 0, Patience.Limit, "the standby to be left");
        Promise.Holds(rig.Seen.Events);
    }

    [Fact]
    public async Task Everybody_Dead_KeepsTheSourceInPanicUntilOneIsWell()
    {
        await using var rig = await FailoverRig.StartAsync();
        var standby = await rig.WakeStandbyAsync();

        rig.Coinbase.Inject(Fault.RefuseWith429(TimeSpan.FromSeconds(1), 1_000));
        rig.Coinbase.Inject(Fault.CutAbruptly);
        await standby.WaitForStatusAsync(FeedStatusKind.Disconnected);
        rig.Binance.Inject(Fault.RefuseWith429(TimeSpan.FromSeconds(1), 1_000));
        rig.Binance.Inject(Fault.CutAbruptly);
        await rig.Seen.WaitForStatusAsync(FeedStatusKind.Disconnected);

        Assert.True(rig.Gateway.GetStatus().Groups.Single().IsPanic);
        Assert.Equal("binance", rig.Status.Active);
        Assert.Equal("Live Disconnected", rig.Seen.Story);

        rig.Coinbase.ClearFaults();
        await rig.UntilSourceAsync(rig.Coinbase, "coinbase");
        Assert.False(rig.Status.IsPanic);
        Promise.Holds(rig.Seen.Events);
    }
}
