using System.Collections.Immutable;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>One running subscription as its roster sees it.</summary>
internal sealed class Subscription(SubscriptionPlan plan, SubscriberQueue queue, Action<Subscription> end)
{
    private int _ended;
    private int _inHand;
    private long _inHandSince;
    private long _callbackErrors;
    private long _slowCallbacks;

    public SubscriptionPlan Plan => plan;

    public SubscriberQueue Queue => queue;

    /// <summary>Whether its callback holds a thread.</summary>
    public CallbackMark Mark { get; } = new();

    public ImmutableArray<string> Symbols { get; } = [.. plan.Streams.Select(stream => stream.ToString())];

    /// <summary>Ends when an observer has got everything; a reader drains at its own pace and is not waited for.</summary>
    public Task Drained { get; set; } = Task.CompletedTask;

    public SubscriptionStatistics Statistics
    {
        get
        {
            var inHand = Volatile.Read(ref _inHand);
            var statistics = queue.Statistics;
            var age = inHand > 0 ? queue.AgeOf(new UnixNanos(Volatile.Read(ref _inHandSince))) : TimeSpan.Zero;
            return statistics with
            {
                Age = age > statistics.Age ? age : statistics.Age,
                Delivered = Math.Max(0, statistics.Delivered - inHand),
                Waiting = statistics.Waiting + inHand,
                CallbackErrors = Interlocked.Read(ref _callbackErrors),
                SlowCallbacks = Mark.Holds + Interlocked.Read(ref _slowCallbacks),
            };
        }
    }

    public SubscriptionStatus Status => new(plan.Name, Symbols, plan.DataTypes, plan.Policy, plan.Capacity, Statistics) { Number = plan.Number };

    /// <summary>Events taken from the queue that the observer has not got yet, and when the first of them was published.</summary>
    public void SetInHand(int count, UnixNanos since = default)
    {
        Volatile.Write(ref _inHandSince, since.Value);
        Volatile.Write(ref _inHand, count);
    }

    public void CountCallbackError() => Interlocked.Increment(ref _callbackErrors);

    /// <summary>A callback that held no thread took long all the same.</summary>
    public void CountSlowCallback() => Interlocked.Increment(ref _slowCallbacks);

    /// <summary>Unsubscribes, the first time.</summary>
    public void End()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            end(this);
    }
}
