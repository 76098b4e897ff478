using QuantTradeAI.Gateway.Metrics;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Bench.Load;

/// <summary>Counts and times the trades of many streams, and holds every number and every trade id against the one before it.</summary>
internal sealed class Audit : IMarketDataObserver
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Symbol, (long Epoch, long Number, long TradeId)> _last = [];

    public LatencyHistogram FromPublish { get; } = new();

    public LatencyHistogram FromSocket { get; } = new();

    /// <summary>Where a stream went wrong, the first few.</summary>
    public List<string> Broken { get; } = [];

    /// <summary>Statuses other than Live, the first few.</summary>
    public List<string> Statuses { get; } = [];

    public long Trades { get; private set; }

    /// <summary>Trades whose number or id does not follow the one before.</summary>
    public long Jumps { get; private set; }

    /// <summary>Gaps that were told.</summary>
    public long Gaps { get; private set; }

    /// <summary>Trades that gaps tell of.</summary>
    public long Missed { get; private set; }

    /// <summary>How many symbols have traded.</summary>
    public int Symbols
    {
        get
        {
            lock (_gate)
                return _last.Count;
        }
    }

    public ValueTask OnEventAsync(in MarketEvent marketEvent, CancellationToken cancellationToken)
    {
        if (marketEvent.IsLastKnown)
            return default;
        lock (_gate)
        {
            if (marketEvent.Kind == MarketEventKind.Trade)
                Take(marketEvent);
            else if (marketEvent.Kind == MarketEventKind.Status && marketEvent.Status.Kind != FeedStatusKind.Live)
                Take(marketEvent.Status);
        }

        return default;
    }

    private void Take(in MarketEvent marketEvent)
    {
        var (now, header) = (UnixNanos.Now(TimeProvider.System), marketEvent.Header);
        FromPublish.Record(header.PublishTime, now);
        FromSocket.Record(header.ReceiveTime, now);
        Trades++;
        var (number, id) = (marketEvent.Sequence, marketEvent.Trade.TradeId);
        if (_last.TryGetValue(marketEvent.Symbol, out var last) && (last.Epoch != header.Epoch || last.Number + 1 != number || last.TradeId + 1 != id))
        {
            Jumps++;
            Note(Broken, $"{marketEvent.Symbol}: number {number}, trade {id} after {last}");
        }

        _last[marketEvent.Symbol] = (header.Epoch, number, id);
    }

    private void Take(in FeedStatus status)
    {
        Note(Statuses, status.ToString());
        if (status.Kind != FeedStatusKind.Gap)
            return;
        Gaps++;
        Missed += status.Missed;
    }

    private static void Note(List<string> list, string line)
    {
        if (list.Count < 10)
            list.Add(line);
    }
}
