using QuantTradeAI.Streaming.Feeds;

namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>What subscriptions counted, added up.</summary>
/// <param name="Delivered">Events handed to subscribers.</param>
/// <param name="Dropped">Events lost to full queues.</param>
/// <param name="Conflated">Quotes replaced by newer ones before they were read.</param>
/// <param name="Gaps">Gaps announced.</param>
/// <param name="CallbackErrors">Exceptions that callbacks threw.</param>
public readonly record struct SubscriberTotals(long Delivered, long Dropped, long Conflated, long Gaps, long CallbackErrors)
{
    /// <summary>One subscription's share.</summary>
    public static SubscriberTotals Of(in SubscriptionStatistics one) =>
        new(one.Delivered, one.Dropped, one.Conflated, one.Gaps, one.CallbackErrors);

    /// <summary>Adds up, counter by counter.</summary>
    public static SubscriberTotals operator +(in SubscriberTotals left, in SubscriberTotals right) => new(
        left.Delivered + right.Delivered,
        left.Dropped + right.Dropped,
        left.Conflated + right.Conflated,
        left.Gaps + right.Gaps,
        left.CallbackErrors + right.CallbackErrors);
}
