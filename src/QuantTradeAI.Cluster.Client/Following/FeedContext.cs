using QuantTradeAI.Cluster.Client.Streams;

namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>What all streams of a feed share.</summary>
internal sealed record FeedContext(
    IClusterStreams Cluster, ClusterFeedOptions Options, TimeProvider Clock, FeedLog Log, FeedCounters Counters, Func<ValueTask> WaitForRoom);
