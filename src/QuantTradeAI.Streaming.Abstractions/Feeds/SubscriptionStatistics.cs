using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Feeds;

/// <summary>How a subscription is doing. Counters grow from its start.</summary>
/// <param name="Delivered">Events handed to the subscriber.</param>
/// <param name="Waiting">Events in the queue now.</param>
/// <param name="Dropped">Events lost to a full queue; each is in an announced gap.</param>
/// <param name="Conflated">Quotes replaced by newer ones before they were read.</param>
/// <param name="Gaps">Gaps announced, of any reason.</param>
/// <param name="CallbackErrors">Exceptions that a callback threw.</param>
public readonly record struct SubscriptionStatistics(
    long Delivered, int Waiting, long Dropped, long Conflated, long Gaps, long CallbackErrors)
{
    /// <summary>How long the oldest event has waited that is in the queue or in a callback; zero when there is none, and for last known values.</summary>
    public TimeSpan Age { get; init; }

    /// <summary><see cref="Gaps"/> by reason; those of a full queue are <see cref="GapReason.SlowSubscriber"/>.</summary>
    public GapCounts GapsByReason { get; init; }

    /// <summary>
    /// Callbacks that took long: those that hold their thread are counted while they do, after 20 to 40 ms, and those that are awaited when they
    /// end, after more than 40 ms.
    /// </summary>
    public long SlowCallbacks { get; init; }
}
