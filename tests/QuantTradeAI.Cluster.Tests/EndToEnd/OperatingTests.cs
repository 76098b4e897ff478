using Microsoft.Extensions.DependencyInjection;
using QuantTradeAI.Streaming.EndToEnd;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Cluster.Tests.EndToEnd;

/// <summary>What operators see and do, from any silo.</summary>
public sealed class OperatingTests
{
    [Fact]
    public async Task Status_OfAnySilo_TellsAllProvidersAndStreamsOnce()
    {
        await using var rig = await ClusterRig.StartAsync();
        await rig.WhenLiveAsync("binance", "coinbase");
        var (one, other) = (await rig.RecordAsync("BTC-USDT"), await rig.RecordAsync("BTC-USD"));
        await one.WaitForTradeAsync(rig.Simulator.Binance.PublishTrade("BTCUSDT").Id);
        await other.WaitForTradeAsync(rig.Simulator.Coinbase.PublishTrade("BTC-USD").Id);

        foreach (var silo in rig.Cluster.Silos)
        {
            var status = await ClusterRig.ServicesOf(silo).GetRequiredService<IGatewayOperations>().GetStatusAsync();
            Assert.Equal(["binance", "coinbase"], status.Providers.Select(provider => provider.Provider));
            Assert.Equal(["binance", "coinbase"], status.Health.Select(health => health.Connection.Provider));
            Assert.Equal(["BTC-USD", "BTC-USDT"], status.Streams.Where(stream => stream.Stream.IsConsolidated).Select(stream => stream.Stream.ToString()).Order());
            Assert.All(status.Streams.Where(stream => stream.Stream.IsConsolidated), stream => Assert.Equal(1, stream.Counters.Trades));
        }
    }

    [Fact]
    public async Task Failover_Asked_TheStreamGoesToTheStandby()
    {
        await using var rig = await ClusterRig.StartAsync(ClusterRig.Grouped);
        await rig.WhenLiveAsync("binance", "coinbase");
        var seen = await rig.RecordAsync("BTC-USDT");
        await using var trading = new Trading(rig, ("binance", "BTCUSDT"), ("coinbase", "BTC-USD"));
        await seen.WaitAsync(e => e.Kind == MarketEventKind.Trade && e.Trade.Provider.Name == "binance", "a trade of binance");

        var outcome = await rig.Operations.ExecuteAsync(ProviderOperation.Failover, "binance", "a drill");
        await seen.WaitAsync(e => e.Kind == MarketEventKind.Trade && e.Trade.Provider.Name == "coinbase", "a trade of coinbase");

        Assert.Equal(OperationResult.Done, outcome.Result);
        Promise.Holds(seen.Events);
        Assert.DoesNotContain(seen.Statuses, status => status.Kind == FeedStatusKind.Gap);
    }

    [Fact]
    public async Task Operation_OnAProviderThatIsNotConfigured_NamesThoseThatAre()
    {
        await using var rig = await ClusterRig.StartAsync(silos: 1);
        await rig.WhenLiveAsync("binance");

        var outcome = await rig.Operations.ExecuteAsync(ProviderOperation.Isolate, "nyse");
        Assert.Equal((OperationResult.UnknownProvider, "No provider 'nyse' is configured; expected one of binance, coinbase."), (outcome.Result, outcome.Message));
    }

    [Fact]
    public async Task Configuration_ChangedOnOneSilo_IsFollowedByAll()
    {
        await using var rig = await ClusterRig.StartAsync();
        await rig.WhenLiveAsync("coinbase");

        await File.WriteAllTextAsync(rig.ConfigPath, ClusterRig.Apart.Replace("symbols: [BTC-USD]", "symbols: [BTC-USD, ETH-USD]", StringComparison.Ordinal));
        await rig.Simulator.Coinbase.WaitAsync(venue => venue.Subscriptions.Any(one => one.Contains("ETH-USD", StringComparison.Ordinal)), TimeSpan.FromSeconds(30), "the new symbol");
        var view = await rig.Cluster.Client.GetGrain<IProviderRegistryGrain>(0).GetAsync();
        Assert.True(view.ConfigurationVersion >= 2);
    }
}
