using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Client.Tests.Following;

/// <summary>A feed over a <see cref="FakeCluster"/>, on a clock that runs as far as the test needs it.</summary>
internal sealed class FeedRig : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    public FeedRig(ClusterFeedOptions? options = null) => Feed = new ClusterMarketDataFeed(Cluster, options ?? new ClusterFeedOptions(), Clock);

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UnixEpoch.AddDays(20_000));

    public FakeCluster Cluster { get; } = new();

    public ClusterMarketDataFeed Feed { get; }

    public static SubscriptionRequest Request(DataTypes kinds = DataTypes.Trades, string symbol = "BTC-USD", bool lastKnown = true) =>
        new() { Symbols = [symbol], DataTypes = kinds, Policy = QueuePolicy.DropOldest, IncludeLastKnown = lastKnown };

    /// <summary>Subscribes, and waits until the cluster has told where the stream stands.</summary>
    public async Task<IMarketDataReader> SubscribedAsync(DataTypes kinds = DataTypes.Trades)
    {
        var leases = Feed.Counters.Leases;
        var reader = Feed.Subscribe(Request(kinds));
        await LeasedAsync(leases);
        return reader;
    }

    /// <summary>Waits for another lease than these.</summary>
    public Task LeasedAsync(long leases) => Until(() => Feed.Counters.Leases > leases, "a lease");

    /// <summary>Lets the clock run until something is so.</summary>
    public async Task Until(Func<bool> condition, string missing)
    {
        var waiting = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waiting.Elapsed < Deadline, $"Missing after {Deadline}: {missing}. Asked so far: {string.Join(", ", Cluster.Calls)}.");
            Clock.Advance(Step);
            await Task.Delay(1);
        }
    }

    /// <summary>Reads until as many events came, while the clock runs.</summary>
    public async Task<List<MarketEvent>> ReadAsync(IMarketDataReader reader, int count, string missing)
    {
        var got = new List<MarketEvent>();
        await Until(() => Drain(reader, got) >= count, $"{missing}; got {got.Count} of {count}");
        return got;
    }

    /// <summary>One short word for each event, like <c>T3 gapT4-5:2:Undelivered T6</c>.</summary>
    public static string Tell(IEnumerable<MarketEvent> events) => string.Join(' ', events.Select(Tell));

    public ValueTask DisposeAsync()
    {
        Cluster.Hangs = Cluster.IsDown = false;
        return Feed.DisposeAsync();
    }

    private static int Drain(IMarketDataReader reader, List<MarketEvent> got)
    {
        var buffer = new MarketEvent[64];
        while (reader.Statistics.Waiting > 0)
        {
            var read = reader.ReadAsync(buffer);
            Assert.True(read.IsCompletedSuccessfully, "A read waited although events were there.");
            got.AddRange(buffer[..read.Result]);
        }

        return got.Count;
    }

    private static string Tell(MarketEvent one)
    {
        var mark = one.IsLastKnown ? "last:" : "";
        return one.Kind switch
        {
            MarketEventKind.Status when one.Status is { Kind: FeedStatusKind.Gap } gap => $"gap{gap.Lost.ToString()[0]}{gap.From}-{gap.To}:{gap.Missed}:{gap.Reason}",
            MarketEventKind.Status => mark + one.Status.Kind,
            _ => $"{mark}{one.Kind.ToString()[0]}{one.Sequence}",
        };
    }
}
