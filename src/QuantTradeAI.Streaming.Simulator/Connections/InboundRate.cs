namespace QuantTradeAI.Streaming.Simulator;

/// <summary>Whether more than <paramref name="limit"/> events fall into any <paramref name="window"/>.</summary>
internal sealed class InboundRate(int limit, TimeSpan window, TimeProvider time)
{
    private readonly Queue<long> _recent = new();

    /// <summary>Counts one event; false when it is one too many.</summary>
    public bool TryCount()
    {
        var now = time.GetTimestamp();
        while (_recent.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) >= window)
            _recent.Dequeue();
        if (_recent.Count >= limit)
            return false;

        _recent.Enqueue(now);
        return true;
    }
}
