using Microsoft.Extensions.DependencyInjection;
using QuantTradeAI.Cluster.Engine;
using QuantTradeAI.Cluster.Hosting;
using QuantTradeAI.Cluster.Providers;
using QuantTradeAI.Streaming.EndToEnd;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Cluster.Tests.EndToEnd;

/// <summary>One owner at a time, whatever Orleans or the storage do.</summary>
public sealed class OwnershipTests
{
    [Fact]
    public async Task TwoOwners_TheLowerEpochStandsDown_WithinAFencingInterval()
    {
        await using var rig = await ClusterRig.StartAsync();
        await rig.WhenLiveAsync("binance");
        var owner = await rig.Provider("binance").GetStandingAsync();
        var other = rig.Cluster.Silos.Single(silo => silo.SiloAddress.ToParsableString() != owner.Silo);
        var engine = ClusterRig.ServicesOf(other).GetRequiredService<SiloRuntime>().Engine;
        var fenced = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);

        await using var trading = new Trading(rig, ("binance", "BTCUSDT"));

        // As if Orleans had activated it a second time there, and nobody had told the first one but those who refuse its events.
        var pump = new SymbolPump(ProviderId.Of("binance"), owner.Epoch + 1, new ProviderFacts(TradeIdRule.None, "binance", DataTypes.None), engine.Services.Calls, fenced.SetResult, TimeProvider.System, () => 0.5);
        var second = new HostedProvider("binance", owner.Epoch + 1, pump, TimeProvider.System, _ => { });
        await engine.Providers.TakeAsync(second, new ProviderRecord { Provider = "binance", Epoch = owner.Epoch + 1 }, isWritten: true, new MemoryStateStore());
        await rig.UntilHealthAsync("binance", health => health.Standing.Epoch > owner.Epoch + 1, "a third owner");

        // Fenced by a symbol, or put out of the way where the third one begins on its silo.
        await Patience.For(Task.WhenAny(fenced.Task, second.Released), "the second owner to end");
        await engine.Providers.ReleaseAsync(second, CancellationToken.None);
        await rig.WhenLiveAsync("binance");
        await rig.Simulator.Binance.WaitAsync(venue => venue.ConnectionsOpen == 1, Patience.Limit, "one connection alone");
        var seen = await rig.RecordAsync("BTC-USDT");
        await seen.WaitForTradeAsync(rig.Simulator.Binance.PublishTrade("BTCUSDT").Id);
    }

    [Fact]
    public async Task Storage_Failing_TheFeedGoesOn_AlsoWithAnotherOwner()
    {
        await using var rig = await ClusterRig.StartAsync();
        await rig.WhenLiveAsync("binance");
        var seen = await rig.RecordAsync("BTC-USDT");
        await seen.WaitForTradeAsync(rig.Simulator.Binance.PublishTrade("BTCUSDT").Id);
        var before = await rig.Provider("binance").GetStandingAsync();

        rig.Storage.Fails = true;
        rig.Simulator.Binance.Inject(Fault.CutAbruptly);
        await rig.UntilHealthAsync("binance", health => health.StorageProblem?.Contains("disk is full", StringComparison.Ordinal) is true, "the storage's problem");
        await rig.UntilTradesComeAsync(seen, rig.Simulator.Binance, "BTCUSDT");

        await rig.Cluster.DeactivateAsync(rig.Provider("binance"));
        var after = await rig.UntilHealthAsync("binance", health => health.Standing.Epoch > before.Epoch && health.State == ProviderState.Live, "another owner");
        await rig.UntilTradesComeAsync(seen, rig.Simulator.Binance, "BTCUSDT");
        Promise.Holds(seen.Events);

        rig.Storage.Fails = false;
        await rig.UntilHealthAsync("binance", health => health.StorageProblem is null, "the storage to work again");
        Assert.True(after.Standing.IsUsable);
    }
}
