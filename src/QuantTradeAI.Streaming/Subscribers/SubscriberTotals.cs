using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>What subscriptions counted, added up.</summary>
/// <param name="Delivered">Events handed to subscribers.</param>
/// <param name="Dropped">Events lost to full queues.</param>
/// <param name="Conflated">Quotes replaced by newer ones before they were read.</param>
/// <param name="Gaps">Gaps announced.</param>
/// <param name="CallbackErrors">Exceptions that callbacks threw.</param>
public readonly record struct SubscriberTotals(long Delivered, long Dropped, long Conflated, long Gaps, long CallbackErrors)
{
    /// <summary><see cref="Gaps"/> by reason.</summary>
    public GapCounts GapsByReason { get; init; }

    /// <summary>Callbacks that took long, as <see cref="SubscriptionStatistics.SlowCallbacks"/> has it.</summary>
    public long SlowCallbacks { get; init; }

    /// <summary>One subscription's share.</summary>
    public static SubscriberTotals Of(in SubscriptionStatistics one) => new(one.Delivered, one.Dropped, one.Conflated, one.Gaps, one.CallbackErrors)
    {
        GapsByReason = one.GapsByReason,
        SlowCallbacks = one.SlowCallbacks,
    };

    /// <summary>Adds up, counter by counter.</summary>
    public static SubscriberTotals operator +(in SubscriberTotals left, in SubscriberTotals right) => new(
        left.Delivered + right.Delivered,
        left.Dropped + right.Dropped,
        left.Conflated + right.Conflated,
        left.Gaps + right.Gaps,
        left.CallbackErrors + right.CallbackErrors)
    {
        GapsByReason = left.GapsByReason + right.GapsByReason,
        SlowCallbacks = left.SlowCallbacks + right.SlowCallbacks,
    };
}
