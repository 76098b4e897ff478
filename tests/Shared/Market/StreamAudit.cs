using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>Holds a stream against its promise as it flows and keeps nothing of it: for more events than a list should hold.</summary>
internal sealed class StreamAudit : IMarketDataObserver
{
    private readonly Lock _changing = new();
    private readonly Dictionary<(Symbol, MarketEventKind), (long Epoch, long Next)> _next = [];
    private readonly Dictionary<Symbol, HashSet<long>> _tradeIds = [];

    public long Trades { get; private set; }

    public long Missed { get; private set; }

    /// <summary>What the stream broke of its promise, the first few.</summary>
    public List<string> Broken { get; } = [];

    /// <summary>Statuses other than Live, the first few.</summary>
    public List<string> Statuses { get; } = [];

    public ValueTask OnEventAsync(in MarketEvent marketEvent, CancellationToken cancellationToken)
    {
        lock (_changing)
        {
            if (marketEvent.Kind == MarketEventKind.Status)
                Take(marketEvent.Status);
            else if (!marketEvent.IsLastKnown)
                Take(marketEvent);
        }

        return default;
    }

    private void Take(in MarketEvent marketEvent)
    {
        var conflated = marketEvent.Kind == MarketEventKind.Quote ? marketEvent.Quote.Conflated : 0;
        Advance((marketEvent.Symbol, marketEvent.Kind), marketEvent.Header.Epoch, marketEvent.Sequence - conflated, marketEvent.Sequence);
        if (marketEvent.Kind != MarketEventKind.Trade)
            return;
        Trades++;
        if (!_tradeIds.TryGetValue(marketEvent.Symbol, out var ids))
            _tradeIds[marketEvent.Symbol] = ids = [];
        if (!ids.Add(marketEvent.Trade.TradeId))
            Note(Broken, $"{marketEvent} came twice");
    }

    private void Take(in FeedStatus status)
    {
        if (status.Kind != FeedStatusKind.Live)
            Note(Statuses, status.ToString());
        if (status.Kind != FeedStatusKind.Gap)
            return;
        if (status.To > 0)
            Advance((status.Symbol, status.Lost), status.Header.Epoch, status.From, status.To);
        if (status.Lost == MarketEventKind.Trade)
            Missed += status.Missed;
    }

    private void Advance((Symbol, MarketEventKind) series, long epoch, long from, long to)
    {
        var (last, expected) = _next.GetValueOrDefault(series, (epoch, from));
        if (epoch > last)
            expected = 1;
        if (epoch < last || expected != from)
            Note(Broken, $"{series}: expected {expected} of epoch {last}, got {from}..{to} of {epoch}");
        _next[series] = (epoch, to + 1);
    }

    private static void Note(List<string> list, string line)
    {
        if (list.Count < 20)
            list.Add(line);
    }
}
