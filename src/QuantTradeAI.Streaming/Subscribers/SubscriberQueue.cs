using System.Numerics;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>
/// What waits for one subscriber: a bounded ring of events, each with its lane, which is one stream of the subscription.
/// Many publishers, one reader. What the ring cannot hold is announced by gaps, never forgotten.
/// </summary>
internal sealed partial class SubscriberQueue
{
    /// <summary>How far a batch that is already on its way may overfill a blocking queue before it loses its oldest events, in events.</summary>
    public const int MaxOvershoot = 8_192;

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly TimeSpan _blockTimeout;
    private readonly int _capacity;
    private readonly bool _blocks;
    private readonly bool _conflates;
    private readonly Lane[] _lanes;

    /// <summary>Most queues never have any.</summary>
    private Queue<LaneLosses>? _losses;
    private Queue<MarketEvent>? _first;
    private MarketEvent[] _ring = [];

    /// <summary>Of each event in the ring; none where there is one lane.</summary>
    private int[]? _laneOf;
    private long _head;
    private long _tail;
    private int _statuses;
    private bool _hasBooks;
    private bool _ended;
    private long _delivered;
    private long _dropped;
    private long _conflated;
    private GapCounts _gaps;

    public SubscriberQueue(SubscriptionPlan plan, TimeProvider clock)
    {
        _clock = clock;
        _blockTimeout = plan.BlockTimeout;
        _capacity = plan.Capacity;
        _blocks = plan.Policy == QueuePolicy.Block;
        _conflates = plan.Policy is QueuePolicy.Default or QueuePolicy.Conflate;
        _lanes = new Lane[plan.Streams.Length];
        Array.Fill(_lanes, new Lane { QuoteAt = -1 });
    }

    private int Count => (int)(_tail - _head);

    private int Limit => _blocks && !_impatient ? _capacity + MaxOvershoot : _capacity;

    /// <summary>Puts a last known value before everything else; before the first read.</summary>
    public void AddFirst(in MarketEvent value)
    {
        lock (_gate)
            (_first ??= new()).Enqueue(value);
    }

    /// <summary>Takes a copy of an event of a lane.</summary>
    public OfferResult Offer(int lane, ref MarketEvent marketEvent)
    {
        lock (_gate)
        {
            if (_ended)
                return OfferResult.None;
            if (!_conflates || !TryConflate(lane, ref marketEvent))
                Append(lane, ref marketEvent);
            return Signals();
        }
    }

    private void Append(int lane, ref MarketEvent marketEvent)
    {
        while (Count >= Limit)
            DropHead();
        if (Count == _ring.Length)
            Grow();

        var at = (int)(_tail++ & (_ring.Length - 1));
        if (_laneOf is not null)
            _laneOf[at] = lane;
        ref var slot = ref _ring[at];
        switch (marketEvent.Kind)
        {
            case MarketEventKind.Trade:
                slot.Hold(marketEvent.TradeRef);
                break;
            case MarketEventKind.Quote:
                slot.Hold(marketEvent.QuoteRef);
                break;
            case MarketEventKind.Status:
                slot = marketEvent;
                _statuses++;
                break;
            default:
                slot = marketEvent;
                _hasBooks = true;
                break;
        }
    }

    /// <summary>A status, and a quote outside the numbering, stay where they are between two quotes.</summary>
    private bool TryConflate(int lane, ref MarketEvent marketEvent)
    {
        ref var quoteAt = ref _lanes[lane].QuoteAt;
        if (marketEvent.Kind == MarketEventKind.Status)
            quoteAt = -1;
        if (marketEvent.Kind != MarketEventKind.Quote)
            return false;

        var joins = !marketEvent.IsLastKnown;
        if (!joins || quoteAt < _head)
        {
            quoteAt = joins ? _tail : -1;
            return false;
        }

        ref var waiting = ref _ring[quoteAt & (_ring.Length - 1)];
        var standsFor = waiting.QuoteRef.Conflated + 1L + marketEvent.QuoteRef.Conflated;
        if (standsFor > int.MaxValue)
        {
            quoteAt = _tail;
            return false;
        }

        waiting.Hold(marketEvent.QuoteRef.WithConflated((int)standsFor));
        _conflated++;
        return true;
    }

    private void DropHead()
    {
        var at = (int)(_head++ & (_ring.Length - 1));
        ref var lost = ref _ring[at];
        var losses = LaneAt(at).Losses ??= new LaneLosses();
        _dropped += losses.Add(ref lost);
        if (lost.Kind == MarketEventKind.Status)
            _statuses--;
        if (lost.Kind == MarketEventKind.Book)
            lost = default;
        if (losses.Listed)
            return;
        losses.Listed = true;
        (_losses ??= new()).Enqueue(losses);
    }

    private ref Lane LaneAt(int at) => ref _lanes[_laneOf is null ? 0 : _laneOf[at]];

    private void Grow()
    {
        var length = (int)BitOperations.RoundUpToPowerOf2((uint)_ring.Length + 1);
        var ring = new MarketEvent[length];
        var laneOf = _lanes.Length > 1 ? new int[length] : null;
        for (var position = _head; position < _tail; position++)
        {
            ring[position & (length - 1)] = _ring[position & (_ring.Length - 1)];
            if (laneOf is not null)
                laneOf[position & (length - 1)] = _laneOf![position & (_ring.Length - 1)];
        }

        (_ring, _laneOf) = (ring, laneOf);
    }

    private struct Lane
    {
        /// <summary>Where the quote waits that a newer one may replace; before the head when none does.</summary>
        public long QuoteAt;

        public LaneLosses? Losses;
    }
}
