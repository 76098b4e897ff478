using System.Buffers;
using System.Numerics;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Providers;

/// <summary>A ring of events in pooled memory, which grows as needed and has none while it is empty. Belongs to a lock.</summary>
internal struct LaneQueue
{
    private const int Smallest = 16;

    private MarketEvent[]? _ring;
    private int _size;
    private int _head;

    /// <summary>Events in it.</summary>
    public int Count { get; private set; }

    /// <summary>Whether it holds memory of the pool.</summary>
    public readonly bool HoldsMemory => _ring is not null;

    public void Add(in MarketEvent marketEvent)
    {
        if (Count == _size)
            Grow();
        _ring![(_head + Count) & (_size - 1)] = marketEvent;
        Count++;
    }

    /// <summary>Takes the oldest one; only while there is one.</summary>
    public MarketEvent Take()
    {
        ref var oldest = ref _ring![_head];
        var taken = oldest;
        oldest = default;
        _head = (_head + 1) & (_size - 1);
        Count--;
        return taken;
    }

    /// <summary>Takes the oldest ones, as many as there are and have room; returns how many.</summary>
    public int Take(Span<MarketEvent> events)
    {
        var count = Math.Min(events.Length, Count);
        if (count == 0)
            return 0;
        var toEnd = Math.Min(count, _size - _head);
        Move(_ring.AsSpan(_head, toEnd), events);
        Move(_ring.AsSpan(0, count - toEnd), events[toEnd..]);
        _head = (_head + count) & (_size - 1);
        Count -= count;
        return count;
    }

    /// <summary>Gives the memory back with all that is in it.</summary>
    public void Release()
    {
        if (_ring is not { } ring)
            return;
        while (Count > 0)
            Take();
        ArrayPool<MarketEvent>.Shared.Return(ring);
        this = default;
    }

    private static void Move(Span<MarketEvent> from, Span<MarketEvent> to)
    {
        from.CopyTo(to);
        from.Clear();
    }

    private void Grow()
    {
        var size = Math.Max(Smallest, (int)BitOperations.RoundUpToPowerOf2((uint)_size + 1));
        var ring = ArrayPool<MarketEvent>.Shared.Rent(size);
        var count = Count;
        Take(ring.AsSpan(0, count));
        if (_ring is not null)
            ArrayPool<MarketEvent>.Shared.Return(_ring);
        (_ring, _size, _head, Count) = (ring, size, 0, count);
    }
}
