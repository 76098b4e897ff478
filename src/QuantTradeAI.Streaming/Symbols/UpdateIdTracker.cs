using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>Finds repeated quotes of one venue by their update ids. Ids below 1 tell nothing.</summary>
internal sealed class UpdateIdTracker
{
    private long _last;
    private UnixNanos _lastTime;
    private bool _afterDisconnect;

    public void Disconnected() => _afterDisconnect = true;

    /// <summary>False for a quote that is no newer than one before it.</summary>
    public bool Accept(long id, UnixNanos time = default)
    {
        if (id <= 0)
            return true;
        if (id <= _last && !IdReset.OfGrowing(_last, id, _afterDisconnect) && !IdReset.ByTime(_last, id, _lastTime, time, _afterDisconnect))
            return false;
        (_last, _lastTime) = (id, time);
        _afterDisconnect = false;
        return true;
    }
}
