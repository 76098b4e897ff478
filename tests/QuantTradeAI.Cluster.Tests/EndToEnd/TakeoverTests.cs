using QuantTradeAI.Streaming.EndToEnd;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Tests.EndToEnd;

public sealed class TakeoverTests
{
    [Fact]
    public async Task Owner_Killed_AnotherSiloTakesItOverUnderAHigherEpoch_AndTheClientHearsOfItOnce()
    {
        await using var rig = await ClusterRig.StartAsync(silos: 3);
        await rig.WhenLiveAsync("coinbase");
        var seen = await rig.RecordAsync("BTC-USD");
        await seen.WaitForTradeAsync(rig.Simulator.Coinbase.PublishTrade("BTC-USD").Id);
        var before = await rig.Provider("coinbase").GetStandingAsync();
        var owner = await rig.OwnerOfAsync("coinbase");

        await rig.Cluster.KillSiloAsync(owner);
        await rig.WhenLiveAsync("coinbase");
        var after = await rig.Provider("coinbase").GetStandingAsync();
        await seen.WaitForTradeAsync(rig.Simulator.Coinbase.PublishTrade("BTC-USD").Id);

        Assert.True(after.Epoch > before.Epoch, $"The epoch was {before.Epoch}, and is {after.Epoch}.");
        Assert.NotEqual(before.Silo, after.Silo);
        Assert.Single(seen.Statuses, status => status.Kind == FeedStatusKind.Disconnected);
        Assert.Single(seen.Statuses, status => status.Kind == FeedStatusKind.Resynced);
        Promise.Holds(seen.Events);
    }
}
