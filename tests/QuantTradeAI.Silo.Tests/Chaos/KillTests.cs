using QuantTradeAI.Streaming.MarketData;
using Xunit.Abstractions;

namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary>Silos that end without a word.</summary>
[Collection(ChaosCollection.Name)]
public sealed class KillTests(ChaosCluster cluster, ITestOutputHelper output)
{
    /// <summary>What a cluster promises with the settings that it comes with.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    [ChaosFact]
    public async Task OwnersSilo_Killed_DataFlowsAgainSoon_UnderAHigherEpoch()
    {
        await cluster.EnsureAsync();
        var owner = await cluster.OwnerOfAsync("coinbase");
        await using var seen = await cluster.WatchNewAsync(cluster.Running.First(silo => silo != owner));
        var before = (await cluster.HealthAsync("coinbase")).Standing;

        await owner.KillAsync();
        var recovery = await seen.NextAsync(Patience);
        output.WriteLine($"killed the owner: data again after {recovery.TotalMilliseconds:0} ms; {seen}");

        var after = (await cluster.HealthAsync("coinbase")).Standing;
        Assert.True(after.Epoch > before.Epoch, $"The epoch was {before.Epoch}, and is {after.Epoch}.");
        Assert.NotEqual(before.Silo, after.Silo);
        await cluster.WhenLiveAsync("coinbase");
        seen.HoldsPromise();
        Assert.Single(seen.Of(FeedStatusKind.Disconnected));
        Assert.Single(seen.Of(FeedStatusKind.Resynced));
        Assert.InRange(recovery, TimeSpan.Zero, Recovery);
    }

    [ChaosFact]
    public async Task SymbolsSilo_Killed_DataFlowsAgainSoon()
    {
        await cluster.EnsureAsync();
        var owner = await cluster.OwnerOfAsync("coinbase");
        var home = cluster.Running.First(silo => silo != owner);
        await using var seen = await cluster.WatchNewAsync(home);

        await home.KillAsync();
        var recovery = await seen.NextAsync(Patience);
        output.WriteLine($"killed the symbol's silo: data again after {recovery.TotalMilliseconds:0} ms; {seen}");

        Assert.Same(owner, await cluster.OwnerOfAsync("coinbase"));
        seen.HoldsPromise();
        Assert.Single(seen.Of(FeedStatusKind.Disconnected));
        Assert.Single(seen.Of(FeedStatusKind.Resynced));
        Assert.InRange(recovery, TimeSpan.Zero, Recovery);
    }

    [ChaosFact]
    public async Task OwnersSilo_KilledWhileACircuitIsOpen_ItStaysOpenElsewhere_WithWhatIsLeftOfTheBreak()
    {
        await cluster.EnsureAsync();
        await cluster.UntilAsync(async () => (await cluster.HealthAsync("example")).Circuit == "open", "the circuit to open");
        var owner = await cluster.OwnerOfAsync("example");
        var before = await cluster.HealthAsync("example");

        await owner.KillAsync();
        await cluster.UntilAsync(async () => await cluster.OwnerOfAsync("example") != owner, "another owner");
        var after = await cluster.HealthAsync("example");
        output.WriteLine($"circuit {before.Circuit} with {before.BreakLeft} left before, {after.Circuit} with {after.BreakLeft} left after");

        Assert.Equal("open", after.Circuit);
        Assert.True(after.Standing.Epoch > before.Standing.Epoch);
        Assert.InRange(after.BreakLeft, before.BreakLeft - TimeSpan.FromSeconds(30), before.BreakLeft);
        Assert.Equal(before.Connects, after.Connects);
    }

    private static TimeSpan Patience => Streaming.EndToEnd.Patience.Limit;
}
