using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary>Reads the trades and statuses of one stream over all its epochs, and notes what breaks the promise.</summary>
internal sealed class Audit(string stream)
{
    /// <summary>How many ids are kept: what comes twice does so soon.</summary>
    private const int MaxSeen = 100_000;

    private readonly HashSet<(ProviderId, long)> _seen = [];
    private readonly Queue<(ProviderId, long)> _order = new();
    private readonly Dictionary<ProviderId, long> _lastIds = [];
    private long _epoch;
    private long _next;

    /// <summary>What is not as promised.</summary>
    public List<string> Broken { get; } = [];

    public void Take(in MarketEvent marketEvent)
    {
        if (marketEvent.Kind == MarketEventKind.Trade)
            Take(marketEvent.Header, marketEvent.Trade.TradeId);
        else if (marketEvent.Kind == MarketEventKind.Status)
            Take(marketEvent.Status);
    }

    private void Take(in EventHeader header, long id)
    {
        Advance(header.Epoch, header.Sequence, header.Sequence);
        var provider = header.Provider;
        if (!_seen.Add((provider, id)))
            Broken.Add($"{stream}: trade {id} of {provider} came twice");
        _order.Enqueue((provider, id));
        if (_order.Count > MaxSeen)
            _seen.Remove(_order.Dequeue());
        if (header.Flags.HasFlag(EventFlags.Late))
            return;
        if (_lastIds.TryGetValue(provider, out var before) && id != before + 1)
            Broken.Add($"{stream}: trade {id} of {provider} came after {before}, and no gap between");
        _lastIds[provider] = id;
    }

    private void Take(in FeedStatus status)
    {
        if (status.Kind == FeedStatusKind.SourceChanged)
            _lastIds.Clear();
        if (status is not { Kind: FeedStatusKind.Gap, Lost: MarketEventKind.Trade })
            return;
        _lastIds.Clear();
        if (status.From > 0)
            Advance(status.Header.Epoch, status.From, status.To);
    }

    private void Advance(long epoch, long from, long to)
    {
        if (epoch < _epoch)
            Broken.Add($"{stream}: number {from} of epoch {epoch} came after epoch {_epoch} had begun");
        else if (epoch > _epoch)
            (_epoch, _next) = (epoch, _epoch == 0 ? from : 1);
        if (from != _next)
            Broken.Add($"{stream}: expected number {_next}, got {from} to {to} of epoch {epoch}");
        _next = to + 1;
    }
}
