namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>What the streams of a feed count together.</summary>
internal sealed class FeedCounters
{
    private long _resubscriptions;
    private long _failedCalls;
    private long _unreadable;
    private long _leases;
    private long _repeated;
    private long _replayed;

    public long Resubscriptions => Interlocked.Read(ref _resubscriptions);

    public long FailedCalls => Interlocked.Read(ref _failedCalls);

    public long Unreadable => Interlocked.Read(ref _unreadable);

    /// <summary>Leases that were answered, and whose answers were taken in.</summary>
    public long Leases => Interlocked.Read(ref _leases);

    /// <summary>Events in batches that came again.</summary>
    public long Repeated => Interlocked.Read(ref _repeated);

    /// <summary>Events that were fetched because their stream did not bring them.</summary>
    public long Replayed => Interlocked.Read(ref _replayed);

    public void CountRepeated(int events) => Interlocked.Add(ref _repeated, events);

    public void CountReplayed(int events) => Interlocked.Add(ref _replayed, events);

    public void CountLease() => Interlocked.Increment(ref _leases);

    public void CountResubscription() => Interlocked.Increment(ref _resubscriptions);

    public void CountFailedCall() => Interlocked.Increment(ref _failedCalls);

    public void CountUnreadable() => Interlocked.Increment(ref _unreadable);
}
