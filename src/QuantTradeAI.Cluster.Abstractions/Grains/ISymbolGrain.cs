using Orleans.Concurrency;

namespace QuantTradeAI.Cluster;

/// <summary>
/// One symbol, by its canonical name, <c>BTC-USD</c>: chooses its source, numbers, drops repetitions, keeps the last values and publishes to the
/// streams of <see cref="StreamNames"/>.
/// </summary>
[Alias("QuantTradeAI.Symbol")]
public interface ISymbolGrain : IGrainWithStringKey
{
    /// <summary>Takes what a provider has sent, in order. Returns when there is room for the next batch.</summary>
    [Alias("Take")]
    Task<IntakeReply> TakeAsync(ProviderBatch batch);

    /// <summary>
    /// Has a stream published for as long as the lease lasts, and tells where it stands. The same subscriber calls again to renew; where it is
    /// not renewed it ends by itself.
    /// </summary>
    [Alias("Lease")]
    Task<StreamPosition> LeaseAsync(StreamLease lease);

    /// <summary>Ends a lease before its time. One that is not known is no error.</summary>
    [Alias("EndLease")]
    Task EndLeaseAsync(string subscriber, string stream);

    /// <summary>Where a stream stands: <c>BTC-USD</c>, or <c>BTC-USD@binance</c>; it need not be published.</summary>
    [AlwaysInterleave, Alias("Look")]
    Task<StreamPosition> LookAsync(string stream);

    /// <summary>
    /// Those of the batches that the owner still keeps, in order: it keeps the last 2,048 events of each stream and kind, for 20 s. None where the epoch
    /// is not its own.
    /// </summary>
    [AlwaysInterleave, Alias("Replay")]
    Task<StreamBatch[]> ReplayAsync(StreamReplayRequest request);
}
