using QuantTradeAI.Cluster.Client.Tests.Following;
using QuantTradeAI.Cluster.Client.Tests.Relay;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Client.Tests.RealCluster;

/// <summary>The feed over Orleans itself: real sockets, each kind of streams, a silo that goes and comes back.</summary>
public class RealClusterTests
{
    [Theory]
    [InlineData(ClientStreams.Push)]
    [InlineData(ClientStreams.Memory)]
    public async Task Subscriber_GetsWhatIsPublished_AndLeavesNothingBehind(ClientStreams streams)
    {
        await using var cluster = await OneSilo.StartAsync(streams);
        var reader = cluster.Feed.Subscribe(FeedRig.Request(DataTypes.Trades | DataTypes.Quotes));
        await Until(() => cluster.Feed.Counters.Leases > 0, "a lease");
        cluster.Owner.Tell(FeedStatusKind.Live);
        cluster.Owner.Publish(MarketEventKind.Trade);
        cluster.Owner.Publish(MarketEventKind.Quote);
        cluster.Owner.Publish(MarketEventKind.Trade);
        await cluster.PublishAsync();

        var told = await ReadUntil(reader, all => all.Count >= 4, "a status and three events");
        reader.Dispose();
        await Until(() => cluster.Feed.Statistics.Streams == 0, "the stream to be left");

        Assert.Equal("Live", FeedRig.Tell(told.Take(1)));
        Assert.Equal("T1 T2", FeedRig.Tell(told.Where(one => one.Kind == MarketEventKind.Trade)));
        Assert.Equal("Q1", FeedRig.Tell(told.Where(one => one.Kind == MarketEventKind.Quote)));
        Assert.Equal((0, 0), (cluster.Feed.Statistics.FailedCalls, cluster.Feed.Statistics.Undelivered));
    }

    [Theory]
    [InlineData(ClientStreams.Push)]
    [InlineData(ClientStreams.Memory)]
    public async Task ClusterThatRestarts_IsFoundAgain_AndTheBreakIsToldOnce(ClientStreams streams)
    {
        await using var cluster = await OneSilo.StartAsync(streams);
        var reader = cluster.Feed.Subscribe(FeedRig.Request());
        await Until(() => cluster.Feed.Counters.Leases > 0, "a lease");
        cluster.Owner.Tell(FeedStatusKind.Live);
        cluster.Owner.Publish(MarketEventKind.Trade);
        await cluster.PublishAsync();
        var told = await ReadUntil(reader, all => all.Count >= 2, "a status and a trade");

        await cluster.StopSiloAsync();
        cluster.Owner.Replace(orderly: false);
        await cluster.StartSiloAsync();
        cluster.Owner.Tell(FeedStatusKind.Live);
        var done = false;
        var published = Task.Run(async () =>
        {
            for (var tries = 0; tries < 600 && !Volatile.Read(ref done); tries++)
            {
                cluster.Owner.Publish(MarketEventKind.Trade);
                await cluster.PublishAsync();
                await Task.Delay(100);
            }
        });
        await ReadUntil(reader, all => all.Any(IsTradeOfTheNext), "a trade of the next epoch", told);
        Volatile.Write(ref done, true);
        await published;

        Assert.Single(told, one => IsStatus(one, FeedStatusKind.Disconnected));
        Assert.Single(told, one => IsStatus(one, FeedStatusKind.Resynced));
        Assert.Single(told, one => one.Kind == MarketEventKind.Status && one.Status is { Kind: FeedStatusKind.Gap, From: 0, Lost: MarketEventKind.Trade });
        new RelayChecker(cluster.Owner).Take(told);
    }

    private static bool IsTradeOfTheNext(MarketEvent one) => one.Kind == MarketEventKind.Trade && one.Header.Epoch == 2;

    private static bool IsStatus(MarketEvent one, FeedStatusKind kind) => one.Kind == MarketEventKind.Status && one.Status.Kind == kind;

    private static async Task<List<MarketEvent>> ReadUntil(IMarketDataReader reader, Func<List<MarketEvent>, bool> enough, string missing, List<MarketEvent>? told = null)
    {
        told ??= [];
        using var limit = new CancellationTokenSource(OneSilo.Deadline);
        var buffer = new MarketEvent[64];
        try
        {
            while (!enough(told))
                told.AddRange(buffer[..await reader.ReadAsync(buffer, limit.Token)]);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Missing after {OneSilo.Deadline}: {missing}; got {FeedRig.Tell(told)}.");
        }

        return told;
    }

    private static async Task Until(Func<bool> condition, string missing)
    {
        using var limit = new CancellationTokenSource(OneSilo.Deadline);
        while (!condition())
        {
            Assert.False(limit.IsCancellationRequested, $"Missing after {OneSilo.Deadline}: {missing}.");
            await Task.Delay(10);
        }
    }
}
