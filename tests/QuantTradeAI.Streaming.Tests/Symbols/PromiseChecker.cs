using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Tests.Symbols;

/// <summary>
/// The promise as an oracle: in each stream and kind every number comes in order, as an event, as part of a conflated quote,
/// or in exactly one gap before what follows. One stream for each symbol.
/// </summary>
internal sealed class PromiseChecker(bool fromTheStart = true)
{
    private readonly Dictionary<(Symbol Symbol, MarketEventKind Kind), long> _next = [];

    public long Delivered { get; private set; }

    public long Conflated { get; private set; }

    public long InGaps { get; private set; }

    /// <summary>The last number accounted for.</summary>
    public long Last(Symbol symbol, MarketEventKind kind) => _next.GetValueOrDefault((symbol, kind), 1) - 1;

    public void Take(IEnumerable<MarketEvent> events)
    {
        foreach (var one in events)
            Take(one);
    }

    public void Take(in MarketEvent one)
    {
        if (one.Sequence > 0 && !one.IsLastKnown)
        {
            var conflated = one.Kind == MarketEventKind.Quote ? one.Quote.Conflated : 0;
            Delivered++;
            Conflated += conflated;
            Account(one, one.Kind, one.Sequence - conflated, one.Sequence);
        }

        if (one.Kind == MarketEventKind.Status && one.Status is { Kind: FeedStatusKind.Gap } gap)
        {
            InGaps += gap.To - gap.From + 1;
            Account(one, gap.Lost, gap.From, gap.To);
        }
    }

    private void Account(in MarketEvent one, MarketEventKind kind, long from, long to)
    {
        var key = (one.Symbol, kind);
        if (!_next.TryGetValue(key, out var next))
            next = fromTheStart ? 1 : from;
        Assert.True(from == next, $"{one.Symbol} {kind}: number {next} was to come, not {from} ({one}).");
        Assert.True(to >= from, $"{one.Symbol} {kind}: the range {from}..{to} is empty ({one}).");
        _next[key] = to + 1;
    }
}
