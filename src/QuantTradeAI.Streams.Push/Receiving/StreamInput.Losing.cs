using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>What waits for its turn, and what does not come.</summary>
internal sealed partial class StreamInput
{
    /// <summary>A process is gone: what it published behind what has come is lost, if there was anything. False where it published nothing to this stream.</summary>
    public bool LoseProducer(Guid producer)
    {
        lock (_changing)
        {
            var positions = _positions.Values.Where(position => position.Producer.Id == producer && !position.IsGone).ToList();
            foreach (var position in positions)
            {
                while (position.IsHolding)
                {
                    LoseHole(position);
                    Release(position);
                }

                position.IsGone = true;
            }

            // Of one process an epoch begins when the one before has ended.
            if (positions.MaxBy(position => position.Epoch) is not { } last)
                return false;
            _received.Add(ReceivedBlock.OfLostProducer(last.Epoch, last.Had));
            context.Meters.ProducerLost();
            Offer();
            return true;
        }
    }

    /// <summary>A process has ended, and all that it published has come.</summary>
    public void EndProducer(Guid producer)
    {
        lock (_changing)
        {
            foreach (var position in _positions.Values.Where(position => position.Producer.Id == producer))
                position.IsGone = true;
        }
    }

    /// <summary>What the producer sent by a route before is not on its way any more. Said again it changes nothing.</summary>
    private void Begin(StreamPosition position, in StreamSegment segment)
    {
        if (position.HasBegun)
        {
            Lose(position, position.Had + 1, segment.After, segment.PublishedAt);
        }
        else
        {
            if (segment.IsAgain && !_hasForgotten)
                Lose(position, 1, segment.After, segment.PublishedAt);
            position.Began = position.Had = segment.After;
        }

        position.HasBegun = true;
        position.Had = Math.Max(position.Had, segment.After);
    }

    private void LoseLate(StreamPosition position, in StreamSegment segment)
    {
        Lose(position, segment.After + 1, Math.Min(segment.Last, position.Began), segment.PublishedAt);
        position.Began = segment.After;
    }

    private void Lose(StreamPosition position, long first, long last, long publishedAt)
    {
        if (last < first)
            return;
        _received.Add(ReceivedBlock.OfLoss(position.Epoch, first, last, last - first + 1, LossReason.Unreachable, publishedAt));
        Count(_received[^1], LossReason.Unreachable);
        Offer();
    }

    private void Hold(StreamPosition position, in StreamSegment segment)
    {
        var held = position.Held ??= new HeldSegments();
        held.Add(segment, context.Time.GetTimestamp());
        if (held.Count > MaxHeld || held.Bytes > 8L * context.Options.MaxFrameBytes)
            LoseHole(position);
    }

    private void LoseHole(StreamPosition position)
    {
        var first = position.Held!.First;
        if (!position.HasBegun)
            Begin(position, first);
        Lose(position, position.Had + 1, first.After, first.PublishedAt);
        position.Had = Math.Max(position.Had, first.After);
    }

    private void Release(StreamPosition position)
    {
        while (position.HasBegun && position.IsHolding && position.Held!.First.After <= position.Had)
        {
            var segment = position.Held.TakeFirst();
            if (segment.Last > position.Had)
                Deliver(position, segment);
        }

        if (position.IsHolding)
            Arm();
    }

    private void Arm()
    {
        var oldest = _positions.Values.Where(position => position.IsHolding).Select(position => position.Held!.FirstAt).Min();
        var left = context.HoldLimit - context.Time.GetElapsedTime(oldest);
        var due = TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(left.TotalMilliseconds)));
        if (_hold is null)
            _hold = context.Time.CreateTimer(static input => ((StreamInput)input!).LoseOverdue(), this, due, Timeout.InfiniteTimeSpan);
        else
            _hold.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void LoseOverdue()
    {
        lock (_changing)
        {
            foreach (var position in _positions.Values)
            {
                while (position.IsHolding && context.Time.GetElapsedTime(position.Held!.FirstAt) >= context.HoldLimit)
                {
                    LoseHole(position);
                    Release(position);
                }
            }

            if (_positions.Values.Any(position => position.IsHolding))
                Arm();
        }

        Settle();
    }

    private void Count(ReceivedBlock loss, LossReason reason)
    {
        if (_queues.Length > 0)
            context.Meters.Dropped((loss.Last - loss.First + 1) * _queues.Length, reason);
    }
}
