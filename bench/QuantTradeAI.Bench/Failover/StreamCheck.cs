using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Bench.Failover;

/// <summary>Holds one symbol's stream against its promise: every number delivered or announced, no trade twice.</summary>
internal sealed class StreamCheck : IMarketDataObserver
{
    private readonly Dictionary<MarketEventKind, long> _last = [];
    private readonly Dictionary<ProviderId, long> _lastTrade = [];

    public long Events { get; private set; }

    public List<FeedStatus> Statuses { get; } = [];

    public List<string> Broken { get; } = [];

    /// <summary>A status, and when it reached the callback.</summary>
    public event Action<FeedStatus, UnixNanos>? Told;

    public ValueTask OnEventAsync(in MarketEvent marketEvent, CancellationToken cancellationToken)
    {
        if (marketEvent.Kind == MarketEventKind.Status)
            Take(marketEvent.Status, UnixNanos.Now(TimeProvider.System));
        else if (!marketEvent.IsLastKnown)
            Take(marketEvent);
        return default;
    }

    private void Take(in FeedStatus status, UnixNanos now)
    {
        lock (Statuses)
            Statuses.Add(status);
        if (status.Kind == FeedStatusKind.Gap)
            Follow(status.Lost, status.From, status.To);
        Told?.Invoke(status, now);
    }

    private void Take(in MarketEvent marketEvent)
    {
        Events++;
        var conflated = marketEvent.Kind == MarketEventKind.Quote ? marketEvent.Quote.Conflated : 0;
        Follow(marketEvent.Kind, marketEvent.Sequence - conflated, marketEvent.Sequence);
        if (marketEvent.Kind != MarketEventKind.Trade)
            return;
        var (provider, id) = (marketEvent.Trade.Provider, marketEvent.Trade.TradeId);
        if (_lastTrade.TryGetValue(provider, out var last) && id <= last)
            Note($"{provider}: trade {id} after {last}");
        _lastTrade[provider] = id;
    }

    private void Follow(MarketEventKind kind, long from, long to)
    {
        if (_last.TryGetValue(kind, out var last) && last + 1 != from)
            Note($"{kind}: expected {last + 1}, got {from}..{to}");
        _last[kind] = to;
    }

    private void Note(string line)
    {
        if (Broken.Count < 10)
            Broken.Add(line);
    }
}
