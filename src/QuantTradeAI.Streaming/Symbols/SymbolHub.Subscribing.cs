using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Subscribers;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>Subscriptions begin and end here.</summary>
public sealed partial class SymbolHub
{
    private readonly Lock _roster = new();
    private Subscription[] _subscriptions = [];
    private SubscriberTotals _endedTotals;
    private long _lastNumber;
    private volatile bool _ended;

    /// <inheritdoc/>
    public IMarketDataReader Subscribe(SubscriptionRequest request)
    {
        var subscription = Begin(request);
        return new QueueReader(subscription);
    }

    /// <inheritdoc/>
    public IMarketDataSubscription Subscribe(SubscriptionRequest request, IMarketDataObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = Begin(request);
        return new ObserverPump(subscription, observer, clock, _logger);
    }

    /// <inheritdoc/>
    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        var full = Array.FindAll(Volatile.Read(ref _subscriptions), one => one.Queue.IsWaitedFor);
        return full.Length == 0
            ? default
            : new ValueTask(Task.WhenAll(full.Select(one => one.Queue.WaitForRoomAsync(cancellationToken))));
    }

    /// <summary>
    /// Ends the feed: nothing is published any more, queues drain, readers then get 0.
    /// Returns when every observer got what waited for it; an observer that does not return is waited for until cancellation.
    /// Safe to call again.
    /// </summary>
    public async Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        Subscription[] subscriptions;
        lock (_roster)
        {
            _ended = true;
            subscriptions = _subscriptions;
        }

        foreach (var subscription in subscriptions)
            subscription.Queue.Complete();
        await Task.WhenAll(subscriptions.Select(one => one.Drained)).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private Subscription Begin(SubscriptionRequest request)
    {
        var plan = SubscriptionPlan.Of(request, Interlocked.Increment(ref _lastNumber));
        var subscription = new Subscription(plan, new SubscriberQueue(plan, clock), End);
        lock (_roster)
        {
            if (_ended)
                throw new InvalidOperationException("The feed has ended; subscribe before it is stopped.");
            _subscriptions = [.. _subscriptions, subscription];
        }

        var added = 0;
        try
        {
            for (var lane = 0; lane < plan.Streams.Length; lane++)
                Attach(subscription, lane);
            for (; added < plan.Streams.Length; added++)
                demand?.Added(plan.Streams[added], plan.DataTypes);
        }
        catch
        {
            Leave(subscription, added);
            throw;
        }

        return subscription;
    }

    private void Attach(Subscription subscription, int lane)
    {
        var plan = subscription.Plan;
        var attachment = new Attachment(subscription.Queue, lane, plan.DataTypes, plan.IncludeLastKnown);
        var streams = Streams(plan.Streams[lane].Symbol);
        lock (streams.Gate)
            streams.Stream(plan.Streams[lane].Provider).Attach(attachment);
    }

    private void End(Subscription subscription) => Leave(subscription, subscription.Plan.Streams.Length);

    private void Leave(Subscription subscription, int demanded)
    {
        foreach (var key in subscription.Plan.Streams)
        {
            var streams = Streams(key.Symbol);
            lock (streams.Gate)
                streams.Stream(key.Provider).Detach(subscription.Queue);
        }

        subscription.Queue.Abandon();
        lock (_roster)
        {
            _subscriptions = Array.FindAll(_subscriptions, other => other != subscription);
            _endedTotals += SubscriberTotals.Of(subscription.Statistics);
        }

        foreach (var key in subscription.Plan.Streams.AsSpan()[..demanded])
            demand?.Removed(key, subscription.Plan.DataTypes);
    }
}
