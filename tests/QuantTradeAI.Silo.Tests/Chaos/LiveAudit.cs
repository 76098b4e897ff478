using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary>A subscriber that holds what comes against the promise as it comes, and keeps nothing else.</summary>
internal sealed class LiveAudit(string name, string stream) : IMarketDataObserver
{
    private readonly Lock _gate = new();
    private readonly Audit _audit = new(stream);
    private readonly Dictionary<string, int> _told = [];
    private long _trades;

    public long Trades => Volatile.Read(ref _trades);

    public ValueTask OnEventAsync(in MarketEvent marketEvent, CancellationToken cancellationToken)
    {
        if (marketEvent.IsLastKnown)
            return default;
        lock (_gate)
        {
            _audit.Take(marketEvent);
            if (marketEvent.Kind == MarketEventKind.Trade)
                Volatile.Write(ref _trades, _trades + 1);
            else if (marketEvent.Kind == MarketEventKind.Status)
                Note(marketEvent.Status);
        }

        return default;
    }

    /// <summary>What is not as promised.</summary>
    public IReadOnlyList<string> Broken
    {
        get
        {
            lock (_gate)
                return [.. _audit.Broken];
        }
    }

    public override string ToString()
    {
        lock (_gate)
            return $"{name}: {_trades} trades; {string.Join(' ', _told.Select(told => $"{told.Value} x {told.Key}"))}";
    }

    private void Note(in FeedStatus status)
    {
        var key = status.Kind == FeedStatusKind.Gap ? $"Gap({status.Lost},{status.Reason})" : $"{status.Kind}";
        _told[key] = _told.GetValueOrDefault(key) + 1;
    }
}
