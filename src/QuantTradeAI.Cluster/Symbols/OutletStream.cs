namespace QuantTradeAI.Cluster.Symbols;

/// <summary>The way into one stream.</summary>
internal abstract class OutletStream
{
    /// <summary>Returns when the stream has the batch.</summary>
    public abstract Task SendAsync(StreamBatch batch);

    /// <summary>Returns when subscribers have what the stream had, as far as the stream provider can tell.</summary>
    public abstract Task FlushAsync(CancellationToken cancellationToken);
}
