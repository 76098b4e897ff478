using System.Runtime.InteropServices;
using QuantTradeAI.Cluster.Client.Relay;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Subscribers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>One stream as this process has it: the relay, the last values, and who gets it. All members may be called from any thread.</summary>
internal sealed class LocalStream(StreamKey key, TimeProvider clock, RelayLimits limits)
{
    private static readonly MarketEventKind[] DataKinds = [MarketEventKind.Trade, MarketEventKind.Quote, MarketEventKind.Book];

    private readonly Lock _gate = new();
    private StreamRelay _relay = new(key.Symbol, clock, limits);
    private readonly MarketEvent[] _last = new MarketEvent[(int)MarketEventKind.Status + 1];
    private readonly Attachment[][] _newcomers = [[], [], [], [], []];
    private readonly HashSet<MarketEventKind> _incomplete = [];
    private Attachment[] _all = [];
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

    public TimeSpan? NextPoll()
    {
        lock (_gate)
            return _relay.NextPoll();
    }

    /// <summary>Tells a bad state and the last known values, as far as this process has them, then every event from now on.</summary>
    public void Attach(Attachment attachment)
    {
        lock (_gate)
        {
            if (_relay.State is FeedStatusKind.Stale or FeedStatusKind.Disconnected && _last[(int)MarketEventKind.Status].Kind != MarketEventKind.None)
                attachment.Queue.AddFirst(AsLastKnown(_last[(int)MarketEventKind.Status]));
            foreach (var kind in DataKinds)
            {
                if (!attachment.WantsLastKnown || kind == MarketEventKind.Book || !attachment.Wants(kind.DataType()))
                    continue;
                if (_last[(int)kind].Kind != MarketEventKind.None)
                    attachment.Queue.AddFirst(AsLastKnown(_last[(int)kind]));
                else
                    _newcomers[(int)kind] = [.. _newcomers[(int)kind], attachment];
            }

            foreach (var kind in (_refused & attachment.DataTypes).Each())
                attachment.Queue.AddFirst(_relay.RefusalOf(kind));
            _all = [.. _all, attachment];
        }
    }

    /// <summary>Whom it ended for; null when that one had none of it.</summary>
    public Attachment? Detach(SubscriberQueue queue)
    {
        lock (_gate)
        {
            var attachment = Array.Find(_all, other => other.Queue == queue);
            _all = Array.FindAll(_all, other => other.Queue != queue);
            for (var kind = 0; kind < _newcomers.Length; kind++)
                _newcomers[kind] = Array.FindAll(_newcomers[kind], other => other.Queue != queue);
            return attachment;
        }
    }

    /// <summary>Forgets all but who gets it: nothing of it comes any more for now.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _ended += _relay.Counters;
            _relay = new StreamRelay(key.Symbol, clock, limits);
            Array.Clear(_last);
            _incomplete.Clear();
            _refused = DataTypes.None;
            foreach (var kind in DataKinds)
                _newcomers[(int)kind] = Array.FindAll(_all, one => one.WantsLastKnown && one.Wants(kind.DataType()));
        }
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

    private void Offer(ref FanOut fan)
    {
        var told = CollectionsMarshal.AsSpan(_relay.Told);
        foreach (ref var one in told)
        {
            Note(one);
            foreach (var attachment in _all)
            {
                if (one.Kind == MarketEventKind.Status || (attachment.Wants(one.Kind.DataType()) && (!one.IsLastKnown || attachment.WantsLastKnown)))
                    fan.Offer(attachment, ref one);
            }
        }

        _relay.Told.Clear();
    }

    private void Note(in MarketEvent one)
    {
        if (one.Kind == MarketEventKind.Status && one.Status.Kind is FeedStatusKind.Gap or FeedStatusKind.SourceChanged)
            return;
        _last[(int)one.Kind] = one.Kind == MarketEventKind.Book ? default : one;
        _newcomers[(int)one.Kind] = [];
    }

    /// <summary>To those who have none yet, and to all where what led to it did not come.</summary>
    private void OfferLastKnown(MarketEvent one, bool isFirst, bool begins, ref FanOut fan)
    {
        ref var last = ref _last[(int)one.Kind];
        if (one.Kind == MarketEventKind.Status)
        {
            if (!isFirst)
                return;
            OfferTo(_all, ref one, ref fan);
        }
        else if (_incomplete.Contains(one.Kind) && one.HeaderRef.PublishTime > last.HeaderRef.PublishTime)
        {
            OfferTo(Array.FindAll(_all, attachment => attachment.WantsLastKnown && attachment.Wants(one.Kind.DataType())), ref one, ref fan);
        }
        else if (begins)
        {
            OfferTo(_newcomers[(int)one.Kind], ref one, ref fan);
            _newcomers[(int)one.Kind] = [];
        }
        else
        {
            return;
        }

        last = one;
        _relay.Know(one.Header);
    }

    private static void OfferTo(Attachment[] attachments, ref MarketEvent one, ref FanOut fan)
    {
        foreach (var attachment in attachments)
            fan.Offer(attachment, ref one);
    }

    private static MarketEvent AsLastKnown(MarketEvent value)
    {
        value.HeaderRef.Flags |= EventFlags.LastKnown;
        return value;
    }
}
