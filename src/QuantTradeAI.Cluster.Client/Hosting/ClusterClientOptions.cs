namespace QuantTradeAI.Cluster.Client;

/// <summary>How a process finds its cluster and keeps its feed.</summary>
public sealed record ClusterClientOptions
{
    /// <summary>How the feed keeps its streams.</summary>
    public ClusterFeedOptions Feed { get; init; } = new();

    /// <summary>
    /// Sets up the Orleans client: clustering, TLS, another stream provider under <see cref="StreamNames.ProviderName"/>. Null: silos on this machine, on
    /// Orleans' own ports, and memory streams. When set, it has to set up clustering; memory streams are added unless <see cref="UseMemoryStreams"/> is off.
    /// </summary>
    public Action<IClientBuilder>? Configure { get; init; }

    /// <summary>Whether the streams come by Orleans' memory streams.</summary>
    public bool UseMemoryStreams { get; init; } = true;

    /// <summary>How long the host's start waits for a cluster that does not answer before it fails; null waits for as long as it takes.</summary>
    public TimeSpan? ConnectWithin { get; init; }
}
