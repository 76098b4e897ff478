namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>What the streams of a feed count together.</summary>
internal sealed class FeedCounters
{
    private long _resubscriptions;
    private long _failedCalls;
    private long _unreadable;

    public long Resubscriptions => Interlocked.Read(ref _resubscriptions);

    public long FailedCalls => Interlocked.Read(ref _failedCalls);

    public long Unreadable => Interlocked.Read(ref _unreadable);

    public void CountResubscription() => Interlocked.Increment(ref _resubscriptions);

    public void CountFailedCall() => Interlocked.Increment(ref _failedCalls);

    public void CountUnreadable() => Interlocked.Increment(ref _unreadable);
}
