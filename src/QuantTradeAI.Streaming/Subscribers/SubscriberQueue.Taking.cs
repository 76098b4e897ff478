using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>Moves what waits into the reader's buffer, gaps before what they precede.</summary>
internal sealed partial class SubscriberQueue
{
    /// <summary>Events moved while publishers are kept out.</summary>
    private const int Chunk = 256;

    /// <summary>Takes what is there, up to the buffer's length; 0 when nothing is. Between reads.</summary>
    public int Take(Span<MarketEvent> buffer)
    {
        var taken = 0;
        while (taken < buffer.Length)
        {
            var room = buffer.Slice(taken, Math.Min(Chunk, buffer.Length - taken));
            int moved;
            lock (_gate)
            {
                moved = _first is null && _losses is null && _statuses == 0 ? TakeBlock(room) : TakeOneByOne(room);
                _delivered += moved;
                MakeRoomWhenLow();
            }

            taken += moved;
            if (moved < room.Length)
                break;
        }

        return taken;
    }

    private int TakeBlock(Span<MarketEvent> room)
    {
        var at = (int)(_head & (_ring.Length - 1));
        var count = Math.Min(Count, room.Length);
        var straight = Math.Min(count, _ring.Length - at);
        MoveBlock(at, room[..straight]);
        MoveBlock(0, room[straight..count]);
        _head += count;
        return count;
    }

    private void MoveBlock(int at, Span<MarketEvent> to)
    {
        var from = _ring.AsSpan(at, to.Length);
        from.CopyTo(to);
        if (_hasBooks)
            from.Clear();
    }

    private int TakeOneByOne(Span<MarketEvent> room)
    {
        var count = 0;
        while (count < room.Length && TryTakeOne(out room[count]))
        {
            ref var taken = ref room[count++];
            if (taken.Kind == MarketEventKind.Status && taken.Status.Kind == FeedStatusKind.Gap)
                _gaps.Add(taken.Status.Reason);
        }

        return count;
    }

    private bool TryTakeOne(out MarketEvent taken)
    {
        if (_first?.TryDequeue(out taken) == true)
            return true;
        _first = null;
        if (Count == 0)
            return TryTakeLoss(out taken);

        var at = (int)(_head & (_ring.Length - 1));
        if (LaneAt(at).Losses is { Any: true } losses)
        {
            taken = losses.Take();
            return true;
        }

        taken = _ring[at];
        _head++;
        if (taken.Kind == MarketEventKind.Status)
            _statuses--;
        if (_hasBooks)
            _ring[at] = default;
        return true;
    }

    private bool TryTakeLoss(out MarketEvent taken)
    {
        while (_losses?.TryPeek(out var losses) == true)
        {
            if (losses.Any)
            {
                taken = losses.Take();
                return true;
            }

            losses.Listed = false;
            _losses.Dequeue();
        }

        _losses = null;
        taken = default;
        return false;
    }
}
