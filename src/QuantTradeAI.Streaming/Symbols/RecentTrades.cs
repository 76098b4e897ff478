using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>The newest trades of one symbol by id and exchange time, for venues whose ids neither grow nor are unique.</summary>
internal sealed class RecentTrades
{
    /// <summary>Trades remembered.</summary>
    public const int Capacity = 256;

    private readonly long[] _ids = new long[Capacity];
    private readonly long[] _times = new long[Capacity];
    private int _next;

    /// <summary>Remembers a trade in place of the oldest; false when it is remembered already.</summary>
    public bool TryAdd(long id, UnixNanos time)
    {
        // Ids are above zero, so places that were never used match none.
        var from = 0;
        while (_ids.AsSpan(from).IndexOf(id) is var found and >= 0)
        {
            if (_times[from + found] == time.Value)
                return false;
            from += found + 1;
        }

        (_ids[_next], _times[_next]) = (id, time.Value);
        _next = (_next + 1) % Capacity;
        return true;
    }

    public void CopyFrom(RecentTrades other)
    {
        other._ids.CopyTo(_ids, 0);
        other._times.CopyTo(_times, 0);
        _next = other._next;
    }
}
