namespace QuantTradeAI.Cluster.Client;

/// <summary>What carries the streams of a cluster to a client.</summary>
public enum ClientStreams
{
    /// <summary>Push streams: acknowledged batches straight from silos. The silos' default.</summary>
    Push,

    /// <summary>Orleans' memory streams, which silos poll.</summary>
    Memory,

    /// <summary>Another provider, which <see cref="ClusterClientOptions.Configure"/> adds under <see cref="StreamNames.ProviderName"/>.</summary>
    Other,
}
