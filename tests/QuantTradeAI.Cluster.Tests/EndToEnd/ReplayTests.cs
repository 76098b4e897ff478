using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using QuantTradeAI.Cluster.Client;
using QuantTradeAI.Streaming.EndToEnd;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Tests.EndToEnd;

public sealed class ReplayTests
{
    private const string Symbol = "BTC-USD";

    [Fact]
    public async Task Batches_ThatTheirStreamLoses_ReachTheClientAllTheSame_WithoutAGap()
    {
        await using var rig = await ClusterRig.StartAsync(streams: ClientStreams.Memory);
        await rig.WhenLiveAsync("coinbase");
        var seen = await rig.RecordAsync(Symbol);
        var ids = new List<long> { rig.Simulator.Coinbase.PublishTrade(Symbol).Id };
        await seen.WaitForTradeAsync(ids[^1]);

        ids.AddRange(await LoseAsync(rig, 3));
        ids.Add(rig.Simulator.Coinbase.PublishTrade(Symbol).Id);
        await seen.WaitForTradeAsync(ids[^1]);
        ids.AddRange(await LoseAsync(rig, 2));
        await seen.WaitForTradeAsync(ids[^1]);

        AssertComplete(rig, seen, ids);
        Assert.Equal(5, StatisticsOf(rig).Replayed);
    }

    [Fact]
    public async Task SiloOfAQueue_Killed_WhileSymbolAndOwnerLive_LosesNothing()
    {
        await using var rig = await ClusterRig.StartAsync(silos: 3, streams: ClientStreams.Memory);
        await rig.WhenLiveAsync("coinbase");
        var seen = await rig.RecordAsync(Symbol);
        var ids = new List<long> { rig.Simulator.Coinbase.PublishTrade(Symbol).Id };
        await seen.WaitForTradeAsync(ids[^1]);
        var owner = await rig.OwnerOfAsync("coinbase");
        var bystander = rig.Cluster.Silos.First(silo => silo != owner && silo != rig.HomeOf(Symbol));
        await MoveQueueAsync(rig, bystander);

        var killing = rig.Cluster.KillSiloAsync(bystander);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        for (var i = 0; i < 1_000; i++)
        {
            await pace.WaitForNextTickAsync();
            ids.Add(rig.Simulator.Coinbase.PublishTrade(Symbol).Id);
        }

        await killing;
        await seen.WaitForTradeAsync(ids[^1]);
        AssertComplete(rig, seen, ids);
    }

    /// <summary>Has the queue that carries the trades live on a silo.</summary>
    private static async Task MoveQueueAsync(ClusterRig rig, InProcessSiloHandle silo)
    {
        var queue = rig.Loss.Queues[StreamNames.Of(Symbol, DataTypes.Trades)];
        var place = await rig.Cluster.Client.GetGrain<IManagementGrain>(0).GetActivationAddress(rig.Cluster.Client.GetGrain(queue));
        if (!silo.SiloAddress.Equals(place))
            await Patience.For(rig.Cluster.MigrateAsync(queue, silo.SiloAddress), "the queue to move");
    }

    private static async Task<List<long>> LoseAsync(ClusterRig rig, int trades)
    {
        var ids = new List<long>();
        rig.Loss.Of = StreamNames.Of(Symbol, DataTypes.Trades);
        for (var i = 0; i < trades; i++)
        {
            ids.Add(rig.Simulator.Coinbase.PublishTrade(Symbol).Id);
            await rig.Loss.WaitAsync();
        }

        rig.Loss.Of = null;
        return ids;
    }

    private static void AssertComplete(ClusterRig rig, Recorder seen, List<long> ids)
    {
        Assert.True(seen.Statuses.All(status => status.Kind != FeedStatusKind.Gap), $"{seen.Story}; {StatisticsOf(rig)}");
        Assert.Equal(ids, seen.Trades.Select(trade => trade.TradeId));
        Promise.Holds(seen.Events);
    }

    private static ClusterFeedStatistics StatisticsOf(ClusterRig rig) => rig.Cluster.Client.ServiceProvider.GetRequiredService<ClusterMarketDataFeed>().Statistics;
}
