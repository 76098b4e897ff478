using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>One stream in this process: puts what comes in order, each number once, and gives it to all subscriptions.</summary>
internal sealed partial class StreamInput(StreamId stream, int channel, ReceivingContext context)
{
    /// <summary>Most segments of one epoch that are kept before their turn.</summary>
    public const int MaxHeld = 64;

    /// <summary>Most epochs whose positions are kept; those that were not used for longest are forgotten.</summary>
    public const int MaxPositions = 256;

    private readonly Lock _changing = new();
    private readonly Dictionary<(Guid Producer, long Epoch), StreamPosition> _positions = [];
    private readonly List<ReceivedBlock> _received = [];
    private SinkQueue[] _queues = [];
    private StreamPosition? _latest;
    private ITimer? _hold;
    private long _uses;
    private int _pending;

    /// <summary>Whether an epoch that is new here may be one that was known.</summary>
    private bool _hasForgotten;

    public StreamId Stream => stream;

    public int Channel => channel;

    public SinkQueue Add(IStreamSink sink)
    {
        var queue = new SinkQueue(this, sink, context.Options.Of(stream), context);
        lock (_changing)
            _queues = [.. _queues, queue];
        return queue;
    }

    /// <summary>False when it was not there.</summary>
    public bool Remove(SinkQueue queue, out bool isLast)
    {
        lock (_changing)
        {
            var before = _queues.Length;
            _queues = [.. _queues.Where(other => other != queue)];
            isLast = _queues.Length == 0;
            return _queues.Length < before;
        }
    }

    /// <summary>Frees what waits for its turn, and lets no producer wait. Its subscriptions are gone.</summary>
    public void Close()
    {
        lock (_changing)
        {
            _hold?.Dispose();
            foreach (var position in _positions.Values.Where(position => position.IsPending))
                Acknowledge(position);
            _positions.Clear();
            _latest = null;
        }
    }

    /// <summary>Takes a segment. True where the producer has to wait for an acknowledgement.</summary>
    public bool Take(ProcessAddress producer, in StreamSegment segment)
    {
        if (!SegmentReader.IsSound(segment))
        {
            Complain(producer, $"It reaches from {segment.After} to {segment.Last}.");
            return false;
        }

        lock (_changing)
        {
            var position = PositionOf(producer, segment);
            if (segment.IsFirst)
                Begin(position, segment);
            if (position.HasBegun && segment.After < position.Began)
                LoseLate(position, segment);
            if (!position.HasBegun || segment.After > position.Had)
                Hold(position, segment);
            else if (segment.Last > position.Had)
                Deliver(position, segment);
            Release(position);
            if (position.IsHolding || IsFull())
            {
                _pending += position.IsPending ? 0 : 1;
                return position.IsPending = true;
            }

            if (position.IsPending)
                Acknowledge(position);
            return false;
        }
    }

    /// <summary>Acknowledges what has room now.</summary>
    public void Settle()
    {
        lock (_changing)
        {
            if (_pending == 0 || IsFull())
                return;
            foreach (var position in _positions.Values)
            {
                if (position.IsPending && !position.IsHolding)
                    Acknowledge(position);
            }
        }
    }

    private StreamPosition PositionOf(ProcessAddress producer, in StreamSegment segment)
    {
        var position = _latest;
        if (position is null || position.Epoch != segment.Epoch || position.Producer.Id != producer.Id)
        {
            var key = (producer.Id, segment.Epoch);
            if (!_positions.TryGetValue(key, out position))
            {
                if (_positions.Count == MaxPositions)
                    Forget(_positions.Values.MinBy(other => (other.IsPending || other.IsHolding, !other.IsGone, other.Used))!);
                _positions.Add(key, position = new StreamPosition(producer, segment.Epoch, segment.After));
            }

            _latest = position;
        }

        position.Producer = producer;
        position.Used = ++_uses;
        position.IsGone = false;
        return position;
    }

    private void Forget(StreamPosition position)
    {
        _positions.Remove((position.Producer.Id, position.Epoch));
        _hasForgotten |= !position.IsGone && !_positions.Values.Any(other => other.Producer.Id == position.Producer.Id && other.Epoch > position.Epoch);
        if (position.IsPending)
            Acknowledge(position);
    }

    private void Acknowledge(StreamPosition position)
    {
        position.IsPending = false;
        _pending--;
        context.Acknowledger.Add(position.Producer, channel, position.Epoch, position.Had);
    }

    private void Deliver(StreamPosition position, in StreamSegment segment)
    {
        var had = position.Had;
        position.Had = segment.Last;
        if (_queues.Length == 0)
            return;
        if (SegmentReader.Read(segment, had, _received) is { } problem)
        {
            Complain(position.Producer, problem);
            if (_received is [.., { Loss.Reason: LossReason.Unreadable } loss])
                Count(loss, LossReason.Unreadable);
        }

        Offer();
    }

    private void Offer()
    {
        foreach (var queue in _queues)
            queue.Offer(_received);
        _received.Clear();
    }

    private bool IsFull()
    {
        foreach (var queue in _queues)
        {
            if (queue.IsFull)
                return true;
        }

        return false;
    }

    private void Complain(ProcessAddress producer, string problem)
    {
        if (context.Pace.IsDue(out var count))
            context.Logger.Damaged(stream, producer.Name, problem, count);
    }
}
