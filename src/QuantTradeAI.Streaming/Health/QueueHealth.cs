using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Subscribers;

namespace QuantTradeAI.Streaming.Health;

/// <summary>The fullest subscriber queue.</summary>
/// <param name="Depth">Events that wait in it.</param>
/// <param name="Age">How long its oldest event has waited.</param>
/// <param name="Dropped">Events that all queues dropped since the start.</param>
/// <param name="Subscription">Its number; 0 when there is none.</param>
public readonly record struct QueueHealth(long Depth, TimeSpan Age, long Dropped, long Subscription)
{
    /// <summary>Of all that run; of two that are as full, the one whose oldest event has waited longer.</summary>
    /// <param name="subscriptions">All that run.</param>
    /// <param name="dropped">What all queues dropped, those of ended subscriptions too.</param>
    public static QueueHealth Of(IEnumerable<SubscriptionStatus> subscriptions, long dropped)
    {
        ArgumentNullException.ThrowIfNull(subscriptions);
        var health = new QueueHealth(0, TimeSpan.Zero, dropped, 0);
        foreach (var one in subscriptions)
            health = health.Or(one.Number, one.Statistics);
        return health;
    }

    /// <summary>This, or a subscription whose queue is fuller.</summary>
    internal QueueHealth Or(long subscription, in SubscriptionStatistics statistics) =>
        Subscription == 0 || ((long)statistics.Waiting, statistics.Age).CompareTo((Depth, Age)) > 0
            ? this with { Depth = statistics.Waiting, Age = statistics.Age, Subscription = subscription }
            : this;
}
