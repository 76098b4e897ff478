using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>The subscriptions of a feed: they begin, are counted and end here, wherever their streams come from.</summary>
internal sealed class SubscriberRoster(TimeProvider clock, ILogger logger, ISubscribable streams, IDemand? demand) : IMarketDataFeed
{
    private readonly Lock _changing = new();
    private readonly Dictionary<long, Subscription> _byNumber = [];

    /// <summary>Those of <see cref="_byNumber"/>; null since a change, until somebody asks.</summary>
    private Subscription[]? _running = [];
    private Action<Subscription>? _end;
    private SubscriberTotals _endedTotals;
    private long _lastNumber;
    private volatile bool _ended;

    /// <summary>Whether <see cref="CompleteAsync"/> was called: nothing more is to be offered.</summary>
    public bool HasEnded => _ended;

    /// <summary>All subscriptions that run.</summary>
    public ImmutableArray<SubscriptionStatus> Statuses => [.. Running().Select(one => one.Status)];

    /// <summary>The fullest queue, and what all of them dropped, those of ended subscriptions too.</summary>
    public QueueHealth Queues
    {
        get
        {
            lock (_changing)
            {
                var (health, dropped) = (default(QueueHealth), _endedTotals.Dropped);
                foreach (var one in Running())
                {
                    var statistics = one.Statistics;
                    health = health.Or(one.Plan.Number, statistics);
                    dropped += statistics.Dropped;
                }

                return health with { Dropped = dropped };
            }
        }
    }

    /// <summary>What was counted over all subscriptions, ended ones too.</summary>
    public SubscriberTotals Totals
    {
        get
        {
            lock (_changing)
            {
                var sum = _endedTotals;
                foreach (var one in Running())
                    sum += SubscriberTotals.Of(one.Statistics);
                return sum;
            }
        }
    }

    public IMarketDataReader Subscribe(SubscriptionRequest request) => new QueueReader(Begin(request));

    public IMarketDataSubscription Subscribe(SubscriptionRequest request, IMarketDataObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return new ObserverPump(Begin(request), observer, clock, logger);
    }

    /// <summary>Waits for the blocking subscribers that are full, each for its patience.</summary>
    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        var full = Array.FindAll(Running(), one => one.Queue.IsWaitedFor);
        return full.Length == 0
            ? default
            : new ValueTask(Task.WhenAll(full.Select(one => one.Queue.WaitForRoomAsync(cancellationToken))));
    }

    /// <summary>Ends the feed: queues drain, readers then get 0. Returns when every observer got what waited for it. Safe to call again.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        Subscription[] subscriptions;
        lock (_changing)
        {
            _ended = true;
            subscriptions = Running();
        }

        foreach (var subscription in subscriptions)
            subscription.Queue.Complete();
        await Task.WhenAll(subscriptions.Select(one => one.Drained)).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A subscription whose queue its owner reads. Without any data type it gets the statuses alone.</summary>
    public Subscription Begin(SubscriptionPlan plan) => BeginNumbered(plan with { Number = Interlocked.Increment(ref _lastNumber) });

    private Subscription Begin(SubscriptionRequest request) => BeginNumbered(SubscriptionPlan.Of(request, Interlocked.Increment(ref _lastNumber)));

    private Subscription[] Running()
    {
        if (Volatile.Read(ref _running) is { } running)
            return running;
        lock (_changing)
            return _running ??= [.. _byNumber.Values.OrderBy(one => one.Plan.Number)];
    }

    private Subscription BeginNumbered(SubscriptionPlan plan)
    {
        var subscription = new Subscription(plan, new SubscriberQueue(plan, clock), _end ??= End);
        lock (_changing)
        {
            if (_ended)
                throw new InvalidOperationException("The feed has ended; subscribe before it is stopped.");
            _byNumber.Add(plan.Number, subscription);
            _running = null;
        }

        var added = 0;
        try
        {
            for (var lane = 0; lane < plan.Streams.Length; lane++)
                streams.Attach(plan.Streams[lane], new Attachment(subscription.Queue, lane, plan.DataTypes, plan.IncludeLastKnown));
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

    private void End(Subscription subscription) => Leave(subscription, subscription.Plan.Streams.Length);

    private void Leave(Subscription subscription, int demanded)
    {
        foreach (var stream in subscription.Plan.Streams)
            streams.Detach(stream, subscription.Queue);
        subscription.Queue.Abandon();
        lock (_changing)
        {
            if (_byNumber.Remove(subscription.Plan.Number))
                _running = null;
            _endedTotals += SubscriberTotals.Of(subscription.Statistics);
        }

        foreach (var stream in subscription.Plan.Streams.AsSpan()[..demanded])
            demand?.Removed(stream, subscription.Plan.DataTypes);
    }
}
