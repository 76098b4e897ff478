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
    private readonly Dictionary<DataTypes, List<StreamBatch>> _kept = [];
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

    /// <summary>Whether calls for what did not come fail at once.</summary>
    public volatile bool RefusesReplay;

    /// <summary>Whether batches are numbered, and kept by the owner.</summary>
    public bool Keeps { get; set; }

    public string? Problem { get; set; }

    public DataTypes Refused { get; set; }

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
        foreach (var kind in Kinds)
        {
            Subscription[] subscribed;
            lock (_gate)
                subscribed = [.. _subscriptions.GetValueOrDefault(kind) ?? []];
            foreach (var batch in HandOn(kind))
            {
                foreach (var one in subscribed)
                    await one.Take(damaged ? batch with { Events = new byte[] { 200, 1, 2 } } : batch);
            }
        }
    }

    /// <summary>Brings a kind's last batches again.</summary>
    public async Task BringAgainAsync(DataTypes kind)
    {
        foreach (var one in _subscriptions[kind].ToList())
        {
            foreach (var batch in _kept[kind].ToList())
                await one.Take(batch);
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
        foreach (var kind in Kinds)
            HandOn(kind);
    }

    /// <summary>The owner keeps nothing of what it published.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            foreach (var (kind, kept) in _kept)
                _kept[kind] = [.. kept.Select(batch => batch with { Events = default })];
        }
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

    public async Task<StreamBatch[]> ReplayAsync(StreamReplayRequest request, CancellationToken cancellationToken)
    {
        await Answer("replay", cancellationToken);
        if (RefusesReplay)
            throw new InvalidOperationException("the owner does not answer");
        lock (_gate)
        {
            return [.. _kept.GetValueOrDefault(request.DataType, []).Where(batch =>
                !batch.Events.IsEmpty && batch.Epoch == Owner.Epoch && batch.Epoch == request.Epoch && batch.Number >= request.From && batch.Number <= request.To)];
        }
    }

    private static DataTypes[] Kinds => [DataTypes.Trades, DataTypes.Quotes, DataTypes.OrderBook];

    private List<StreamBatch> HandOn(DataTypes kind)
    {
        var stream = Owner.Streams[kind.Kind()];
        var batches = new List<StreamBatch>();
        lock (_gate)
        {
            if (!_kept.TryGetValue(kind, out var kept))
                _kept[kind] = kept = [];
            foreach (var (origin, events) in stream)
            {
                var number = Keeps ? kept.Count(one => one.Epoch == origin.Epoch) + 1 : 0;
                batches.Add(new StreamBatch { Epoch = origin.Epoch, Continues = origin.Continues, Number = number, Events = MarketBatch.Write(events) });
                kept.Add(batches[^1]);
            }
        }

        stream.Clear();
        return batches;
    }

    private StreamPosition Position()
    {
        lock (_gate)
        {
            return Owner.Position with
            {
                Problem = Problem,
                Refused = Refused,
                LastKnown = LastKnown,
                Batches = Keeps ? new StreamBatchNumbers(LastOf(DataTypes.Trades), LastOf(DataTypes.Quotes), LastOf(DataTypes.OrderBook), 0) : null,
            };
        }

        long LastOf(DataTypes kind) => _kept.GetValueOrDefault(kind, []).Count(batch => batch.Epoch == Owner.Epoch);
    }

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
