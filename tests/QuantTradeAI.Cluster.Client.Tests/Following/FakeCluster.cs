using System.Collections.Concurrent;
using QuantTradeAI.Cluster.Client.Streams;
using QuantTradeAI.Cluster.Client.Tests.Relay;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Cluster.Client.Tests.Following;

/// <summary>A cluster that does what the test says: one symbol's owner, and the streams between it and this process.</summary>
internal sealed class FakeCluster : IClusterStreams
{
    private readonly Lock _gate = new();
    private readonly Dictionary<DataTypes, List<Subscription>> _subscriptions = [];
    private Action? _reconnected;
    private int _waiting;

    public Owner Owner { get; } = new();

    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public List<StreamLease> Leases { get; } = [];

    public int Reconnections { get; private set; }

    /// <summary>Whether calls fail at once.</summary>
    public volatile bool IsDown;

    /// <summary>Whether calls never return.</summary>
    public volatile bool Hangs;

    public string? Problem { get; set; }

    public ReadOnlyMemory<byte> LastKnown { get; set; }

    /// <summary>Calls that have not returned.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public int CountOf(string call) => Calls.Count(one => one == call);

    public int Subscribed(DataTypes kind)
    {
        lock (_gate)
            return _subscriptions.GetValueOrDefault(kind)?.Count ?? 0;
    }

    /// <summary>The streams forget who is subscribed, as happens.</summary>
    public void LoseSubscriptions()
    {
        lock (_gate)
            _subscriptions.Clear();
    }

    public void Reconnect()
    {
        Reconnections++;
        _reconnected?.Invoke();
    }

    /// <summary>Brings all that the owner published and nobody got yet to those that are subscribed.</summary>
    public async Task BringAsync(bool damaged = false)
    {
        Owner.FlushAll();
        foreach (var kind in new[] { DataTypes.Trades, DataTypes.Quotes, DataTypes.OrderBook })
        {
            Subscription[] subscribed;
            lock (_gate)
                subscribed = [.. _subscriptions.GetValueOrDefault(kind) ?? []];
            var stream = Owner.Streams[kind.Kind()];
            foreach (var (origin, events) in stream.ToList())
            {
                var batch = new StreamBatch { Epoch = origin.Epoch, Continues = origin.Continues, Events = damaged ? new byte[] { 200, 1, 2 } : MarketBatch.Write(events) };
                foreach (var one in subscribed)
                    await one.Take(batch);
            }

            stream.Clear();
        }
    }

    /// <summary>Brings what the owner puts into a kind's stream outside its numbering.</summary>
    public async Task BringAsync(DataTypes kind, MarketEvent one)
    {
        Subscription[] subscribed;
        lock (_gate)
            subscribed = [.. _subscriptions[kind]];
        foreach (var subscription in subscribed)
            await subscription.Take(new StreamBatch { Epoch = Owner.Epoch, Events = MarketBatch.Write([one]) });
    }

    /// <summary>What was published is lost on the way.</summary>
    public void Lose()
    {
        Owner.FlushAll();
        foreach (var stream in Owner.Streams.Values)
            stream.Clear();
    }

    public void OnReconnected(Action call) => _reconnected += call;

    public async Task<IStreamHandle> SubscribeAsync(string stream, DataTypes kind, Func<StreamBatch, ValueTask> take, bool again, CancellationToken cancellationToken)
    {
        await Answer(again ? $"subscribe {kind} again" : $"subscribe {kind}", cancellationToken);
        var subscription = new Subscription(this, kind, take);
        lock (_gate)
        {
            if (!_subscriptions.TryGetValue(kind, out var subscribed))
                _subscriptions[kind] = subscribed = [];
            if (again)
                subscribed.Clear();
            subscribed.Add(subscription);
        }

        return subscription;
    }

    public async Task<StreamPosition> LeaseAsync(StreamLease lease, CancellationToken cancellationToken)
    {
        await Answer("lease", cancellationToken);
        lock (_gate)
            Leases.Add(lease);
        return Position();
    }

    public Task EndLeaseAsync(string subscriber, string stream, CancellationToken cancellationToken) => Answer("end", cancellationToken);

    public async Task<StreamPosition> LookAsync(string stream, CancellationToken cancellationToken)
    {
        await Answer("look", cancellationToken);
        return Position();
    }

    private StreamPosition Position() => Owner.Position with { Problem = Problem, LastKnown = LastKnown };

    private async Task Answer(string call, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await AnswerInTime(call, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task AnswerInTime(string call, CancellationToken cancellationToken)
    {
        Calls.Enqueue(call);
        if (Hangs)
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        if (IsDown)
            throw new InvalidOperationException("the cluster is down");
        await Task.Yield();
    }

    private sealed class Subscription(FakeCluster cluster, DataTypes kind, Func<StreamBatch, ValueTask> take) : IStreamHandle
    {
        public Func<StreamBatch, ValueTask> Take => take;

        public async Task EndAsync(CancellationToken cancellationToken)
        {
            await cluster.Answer($"unsubscribe {kind}", cancellationToken);
            lock (cluster._gate)
                cluster._subscriptions.GetValueOrDefault(kind)?.Remove(this);
        }
    }
}
