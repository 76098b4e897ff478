using System.Buffers;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Providers;

/// <summary>Events that were taken from a lane, in memory of the pool.</summary>
/// <param name="Memory">The pool's, which may be longer than asked for.</param>
/// <param name="Limit">How many there is room for.</param>
/// <param name="Count">How many.</param>
internal readonly record struct TakenEvents(MarketEvent[] Memory, int Limit, int Count)
{
    /// <summary>All there is room for.</summary>
    public Span<MarketEvent> Room => Memory.AsSpan(0, Limit);

    /// <summary>Those that were taken.</summary>
    public Span<MarketEvent> Events => Memory.AsSpan(0, Count);

    public static TakenEvents WithRoom(int limit) => new(ArrayPool<MarketEvent>.Shared.Rent(limit), limit, 0);

    /// <summary>How many are no statuses.</summary>
    public int CountData()
    {
        var count = 0;
        foreach (ref readonly var marketEvent in Events)
            count += marketEvent.Kind == MarketEventKind.Status ? 0 : 1;
        return count;
    }

    public void Release()
    {
        Events.Clear();
        ArrayPool<MarketEvent>.Shared.Return(Memory);
    }
}
