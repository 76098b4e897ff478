namespace QuantTradeAI.Cluster.Client.Streams;

/// <summary>A subscription of this process to a stream of the cluster.</summary>
internal interface IStreamHandle
{
    /// <summary>Unsubscribes.</summary>
    Task EndAsync(CancellationToken cancellationToken);
}
