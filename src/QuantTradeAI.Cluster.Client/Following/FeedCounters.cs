namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>What the streams of a feed count together.</summary>
internal sealed class FeedCounters
{
    private long _resubscriptions;
    private long _failedCalls;
    private long _unreadable;
    private long _leases;

    public long Resubscriptions => Interlocked.Read(ref _resubscriptions);

    public long FailedCalls => Interlocked.Read(ref _failedCalls);

    public long Unreadable => Interlocked.Read(ref _unreadable);

    /// <summary>Leases that were answered, and whose answers were taken in.</summary>
    public long Leases => Interlocked.Read(ref _leases);

    public void CountLease() => Interlocked.Increment(ref _leases);

    public void CountResubscription() => Interlocked.Increment(ref _resubscriptions);

    public void CountFailedCall() => Interlocked.Increment(ref _failedCalls);

    public void CountUnreadable() => Interlocked.Increment(ref _unreadable);
}
