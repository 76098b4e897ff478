using QuantTradeAI.Cluster.Client.Streams;

namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>What all streams of a feed share.</summary>
internal sealed record FeedContext(
    IClusterStreams Cluster, ClusterFeedOptions Options, TimeProvider Clock, FeedLog Log, FeedCounters Counters, Func<ValueTask> WaitForRoom)
{
    /// <summary>Most calls to the cluster at once, so that many streams that begin together do not make each other late.</summary>
    public const int MaxCalls = 64;

    /// <summary>Taken for each call, before its deadline begins.</summary>
    public SemaphoreSlim CallSlots { get; } = new(MaxCalls);
}
