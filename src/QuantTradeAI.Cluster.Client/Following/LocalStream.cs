using QuantTradeAI.Cluster.Client.Relay;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>One stream as this process has it: the relay, the last values, and who gets it. All members may be called from any thread.</summary>
internal sealed partial class LocalStream(StreamKey key, TimeProvider clock, RelayLimits limits)
{
    private static readonly MarketEventKind[] DataKinds = [MarketEventKind.Trade, MarketEventKind.Quote, MarketEventKind.Book];

    private readonly Lock _gate = new();
    private StreamRelay _relay = new(key.Symbol, clock, limits);
    private readonly HashSet<MarketEventKind> _incomplete = [];
    private RelayCounters _ended;
    private DataTypes _refused;

    public RelayCounters Counters
    {
        get
        {
            lock (_gate)
                return _ended + _relay.Counters;
        }
    }

    /// <summary>Whether it would be good to ask where the stream stands, now. Reading it forgets it.</summary>
    public bool TakeWish()
    {
        lock (_gate)
        {
            var wish = _relay.WantsLook;
            _relay.WantsLook = false;
            return wish;
        }
    }

    public long? LastArrival(DataTypes kind)
    {
        lock (_gate)
            return _relay.LastArrival(KindOf(kind));
    }

    public TimeSpan UsualPause(DataTypes kind)
    {
        lock (_gate)
            return _relay.UsualPause(KindOf(kind));
    }

    public TimeSpan? NextPoll()
    {
        lock (_gate)
            return _relay.NextPoll();
    }

    public void Add(DataTypes kind)
    {
        lock (_gate)
            _relay.Add(KindOf(kind));
    }

    public void Remove(DataTypes kind)
    {
        var fan = NewFan();
        lock (_gate)
        {
            _relay.Remove(KindOf(kind));
            _last[(int)KindOf(kind)] = default;
            Offer(ref fan);
        }

        fan.Wake();
    }

    /// <summary>Takes a batch of a kind's stream.</summary>
    public TakeResult Take(DataTypes kind, BatchOrigin origin, ReadOnlySpan<MarketEvent> events)
    {
        var fan = NewFan();
        bool needsCare;
        lock (_gate)
        {
            _relay.Take(KindOf(kind), origin, events);
            needsCare = _relay.WantsLook || _relay.NextPoll() is not null;
            Offer(ref fan);
        }

        fan.Wake();
        return (fan.Full ? TakeResult.Full : 0) | (needsCare ? TakeResult.Care : 0);
    }

    /// <summary>Learns where the stream stands; <paramref name="lastKnown"/> are the position's last values. See <see cref="StreamRelay.Learn"/>.</summary>
    public void Learn(StreamPosition position, ReadOnlySpan<MarketEvent> lastKnown, DataTypes trusted)
    {
        var fan = NewFan();
        lock (_gate)
        {
            var isFirst = _relay.Epoch == 0;
            var beginning = _relay.Learn(position, trusted);
            Offer(ref fan);
            foreach (var one in lastKnown)
                OfferLastKnown(AsLastKnown(one), isFirst, beginning.Contains(one.Kind), ref fan);
            _incomplete.ExceptWith(DataKinds);
            Poll(ref fan);
        }

        fan.Wake();
    }

    /// <summary>Gives up what has been waited for long enough. Returns the kinds of which published numbers did not come.</summary>
    public IReadOnlyList<MarketEventKind> Poll()
    {
        var fan = NewFan();
        IReadOnlyList<MarketEventKind> overdue;
        lock (_gate)
            overdue = Poll(ref fan);
        fan.Wake();
        return overdue;
    }

    /// <summary>The cluster cannot be reached. True when that is news to subscribers.</summary>
    public bool Lose()
    {
        var fan = NewFan();
        bool isNews;
        lock (_gate)
        {
            _relay.Lose();
            isNews = _relay.Told.Count > 0;
            Offer(ref fan);
        }

        fan.Wake();
        return isNews;
    }

    /// <summary>The cluster does not serve these kinds, as it says; subscribers are told of those that are news.</summary>
    public void Refuse(DataTypes kinds, DataTypes news)
    {
        var fan = NewFan();
        lock (_gate)
        {
            _refused = kinds;
            _relay.Refuse(news);
            Offer(ref fan);
        }

        fan.Wake();
    }

    private static MarketEventKind KindOf(DataTypes kind) => kind == DataTypes.None ? MarketEventKind.Status : kind.Kind();

    private FanOut NewFan() => new(UnixNanos.Now(clock));

    private IReadOnlyList<MarketEventKind> Poll(ref FanOut fan)
    {
        var overdue = _relay.Poll();
        _incomplete.UnionWith(overdue);
        Offer(ref fan);
        return overdue;
    }
}
