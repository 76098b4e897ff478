namespace QuantTradeAI.Cluster.Client;

/// <summary>How a process finds its cluster and keeps its feed.</summary>
public sealed record ClusterClientOptions
{
    /// <summary>How the feed keeps its streams.</summary>
    public ClusterFeedOptions Feed { get; init; } = new();

    /// <summary>
    /// Sets up the Orleans client: clustering, TLS, and the stream provider where <see cref="Streams"/> leaves that to it. Null: silos on this machine, on
    /// Orleans' own ports. When set, it has to set up clustering.
    /// </summary>
    public Action<IClientBuilder>? Configure { get; init; }

    /// <summary>What carries the streams; the same as the silos' <c>streams.provider</c>.</summary>
    public ClientStreams Streams { get; init; } = ClientStreams.Push;

    /// <summary>How long the host's start waits for a cluster that does not answer before it fails; null waits for as long as it takes.</summary>
    public TimeSpan? ConnectWithin { get; init; }
}
