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
        var fullest = subscriptions.MaxBy(one => (one.Statistics.Waiting, one.Statistics.Age));
        return fullest is null
            ? new QueueHealth(0, TimeSpan.Zero, dropped, 0)
            : new QueueHealth(fullest.Statistics.Waiting, fullest.Statistics.Age, dropped, fullest.Number);
    }
}
