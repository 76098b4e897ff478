using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Placement;
using QuantTradeAI.Cluster.Hosting;
using QuantTradeAI.Cluster.Placement;
using QuantTradeAI.Streaming.EndToEnd;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Tests.EndToEnd;

/// <summary>A silo ends orderly, and hands over what it owns before.</summary>
public sealed class HandoverTests
{
    [Theory]
    [InlineData(3, 0)]
    [InlineData(1, 2)]
    public async Task OwnersSilo_Stopped_WithAHotStandby_TheStreamHasNoGap(int silos, int later)
    {
        await using var rig = await ClusterRig.StartAsync(ClusterRig.Grouped, silos);
        await rig.WhenLiveAsync("binance", "coinbase");
        await rig.Cluster.StartSilosAsync(later);
        var seen = await rig.RecordAsync("BTC-USDT");
        await using var trading = new Trading(rig, ("binance", "BTCUSDT"), ("coinbase", "BTC-USD"));
        await seen.WaitAsync(IsTradeOf("binance"), "a trade of binance");

        await rig.Cluster.StopSiloAsync(await rig.OwnerOfAsync("binance"));
        await seen.WaitAsync(IsTradeOf("coinbase"), "a trade of coinbase");
        await rig.WhenLiveAsync("binance");

        Promise.Holds(seen.Events);
        Assert.DoesNotContain(seen.Statuses, status => status.Kind is FeedStatusKind.Gap or FeedStatusKind.Disconnected);
        Assert.Contains(seen.Statuses, status => status.Kind == FeedStatusKind.SourceChanged);
    }

    [Fact]
    public async Task SymbolsSilo_Stopped_TheStreamGoesOnWithoutAGap()
    {
        await using var rig = await ClusterRig.StartAsync(silos: 3);
        await rig.WhenLiveAsync("binance");
        var seen = await rig.RecordAsync("BTC-USDT");
        await using var trading = new Trading(rig, ("binance", "BTCUSDT"));
        await rig.KeepApartAsync("binance", "BTC-USDT");
        await seen.WaitAsync(IsTradeOf("binance"), "trades", count: 20);
        var epoch = seen.Trades[^1].Epoch;

        await rig.Cluster.StopSiloAsync(rig.HomeOf("BTC-USDT"));
        await seen.WaitAsync(e => e.Kind == MarketEventKind.Trade && e.Trade.Epoch > epoch, "trades of another epoch", count: 20);

        var ids = seen.Trades.Select(trade => trade.TradeId).ToList();
        Promise.Holds(seen.Events);
        Assert.DoesNotContain(seen.Statuses, status => status.Kind is FeedStatusKind.Gap or FeedStatusKind.Disconnected);
        Assert.Equal(Enumerable.Range(0, ids.Count).Select(i => ids[0] + i), ids);
    }

    [Fact]
    public async Task CallToWhereASymbolWas_OnASiloThatLeaves_ComesToAnother()
    {
        await using var rig = await ClusterRig.StartAsync(silos: 2);
        var (leaves, stays) = (rig.Cluster.Silos[0], rig.Cluster.Silos[1]);
        foreach (var silo in rig.Cluster.Silos)
            await ClusterRig.ServicesOf(silo).GetRequiredService<SiloRuntime>().WhenReadyAsync(CancellationToken.None);
        var symbol = ClusterRig.ServicesOf(stays).GetRequiredService<IGrainFactory>().GetGrain<ISymbolGrain>("SOL-USDT");
        RequestContext.Set(IPlacementDirector.PlacementHintKey, leaves.SiloAddress);
        await symbol.LookAsync("SOL-USDT");
        RequestContext.Clear();
        Assert.Equal(leaves, rig.HomeOf("SOL-USDT"));

        foreach (var silo in rig.Cluster.Silos)
            ClusterRig.ServicesOf(silo).GetRequiredService<LeavingSilos>().Add(leaves.SiloAddress);
        await rig.Cluster.DeactivateAsync(symbol);
        await symbol.LookAsync("SOL-USDT");

        Assert.Equal(stays, rig.HomeOf("SOL-USDT"));
    }

    private static Predicate<MarketEvent> IsTradeOf(string provider) => e => e.Kind == MarketEventKind.Trade && e.Trade.Provider.Name == provider && !e.IsLastKnown;
}
