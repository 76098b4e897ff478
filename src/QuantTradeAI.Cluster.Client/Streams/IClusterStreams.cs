using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Client.Streams;

/// <summary>All that the feed asks of a cluster. Any call may throw, or not return in time.</summary>
internal interface IClusterStreams
{
    /// <summary>Grows each time a lost connection to the cluster was made again.</summary>
    int Reconnections { get; }

    /// <summary>Called when <see cref="Reconnections"/> has grown.</summary>
    void OnReconnected(Action call);

    /// <summary>Subscribes this process to a stream; <see cref="DataTypes.None"/> is that of statuses.</summary>
    /// <param name="stream"><c>BTC-USD</c>, or <c>BTC-USD@binance</c>.</param>
    /// <param name="kind">One kind.</param>
    /// <param name="take">Gets each batch, in order; the next one comes when it has returned.</param>
    /// <param name="again">Whether an earlier subscription of this process to it may be left over, which is ended first.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<IStreamHandle> SubscribeAsync(string stream, DataTypes kind, Func<StreamBatch, ValueTask> take, bool again, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISymbolGrain.LeaseAsync"/>
    Task<StreamPosition> LeaseAsync(StreamLease lease, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISymbolGrain.EndLeaseAsync"/>
    Task EndLeaseAsync(string subscriber, string stream, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISymbolGrain.LookAsync"/>
    Task<StreamPosition> LookAsync(string stream, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISymbolGrain.ReplayAsync"/>
    Task<StreamBatch[]> ReplayAsync(StreamReplayRequest request, CancellationToken cancellationToken);
}
