using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Operations;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Cluster.Tests.Engine;

public sealed class SiloProvidersTests
{
    [Fact]
    public async Task Configuration_ThatLeavesOneNoRoom_HoldsUpNoOther()
    {
        await using var rig = new ProvidersRig();
        var binance = await rig.TakeAsync("binance");
        await rig.TakeAsync("coinbase");
        rig.Providers.SetWanted(binance, new WantedBySilo("S127.0.0.1:1:1", 1, [new("A-B", DataTypes.Trades), new("C-D", DataTypes.Trades)]));

        await rig.Providers.ApplyAsync(ProvidersRig.ConfigOf("BTC-USDT", "ETH-USDT"));

        Assert.Contains("max_subscriptions", binance.Problem, StringComparison.Ordinal);
        Assert.NotNull(rig.Providers.Fleet.Find("coinbase")!.Run);
    }

    [Fact]
    public async Task Owner_ThatWasNotReleased_IsReplacedByTheNextOne()
    {
        await using var rig = new ProvidersRig();
        var before = await rig.TakeAsync("binance");
        var session = rig.Providers.Fleet.Find("binance")!.Run!.Session;

        var next = await rig.TakeAsync("binance");

        Assert.True(before.Pump.HasEnded);
        Assert.False(next.Pump.HasEnded);
        Assert.NotSame(session, rig.Providers.Fleet.Find("binance")!.Run!.Session);
        Assert.Same(next, Assert.Single(rig.Providers.Hosted));
    }

    [Fact]
    public async Task Circuit_ThatHealthTells_IsNotedBefore()
    {
        await using var rig = new ProvidersRig();
        var binance = await rig.TakeAsync("binance");
        var seen = new List<(string Told, CircuitPhase Noted)>();
        rig.Log.Kept = _ => seen.Add((rig.Providers.HealthOf(binance).Circuit, rig.Providers.Memory.Recall("binance")!.Circuit.Phase));

        rig.Providers.Execute(ProviderOperation.Isolate, "binance", "its prices are odd");

        Assert.Contains(seen, one => one.Told == "isolated");
        Assert.All(seen.Where(one => one.Told == "isolated"), one => Assert.Equal(CircuitPhase.Isolated, one.Noted));
    }

    [Fact]
    public async Task Provider_ThatCannotBeTaken_LeavesNothingBehind()
    {
        await using var rig = new ProvidersRig();
        var twice = ProvidersRig.ConfigOf("BTC-USDT");
        await Assert.ThrowsAnyAsync<ProviderException>(() => rig.Providers.ApplyAsync(twice with { Providers = [.. twice.Providers, twice.Providers[0]] }));
        var hosted = rig.Host("binance");

        await Assert.ThrowsAnyAsync<ProviderException>(() =>
            rig.Providers.TakeAsync(hosted, new ProviderRecord { Provider = "binance", Epoch = 1 }, isWritten: true, new MemoryStateStore()));

        Assert.Empty(rig.Providers.Hosted);
        Assert.Null(rig.Providers.Memory.Recall("binance"));
        Assert.True(hosted.Pump.HasEnded);
    }
}
