using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>
/// Checks what every subscriber is promised: consecutive numbers within an epoch, which never goes back, or a gap that tells of the missing ones first, and
/// nothing twice.
/// </summary>
internal static class Promise
{
    public static void Holds(IReadOnlyList<MarketEvent> events)
    {
        var next = new Dictionary<(Symbol, MarketEventKind), (long Epoch, long Next)>();
        var seen = new HashSet<(Symbol, ProviderId, long)>();
        foreach (var marketEvent in events.Where(e => !e.IsLastKnown))
        {
            if (marketEvent.Kind == MarketEventKind.Status)
            {
                var status = marketEvent.Status;
                if (status.Kind == FeedStatusKind.Gap && status.To > 0)
                    Take(next, (status.Symbol, status.Lost), status.Header.Epoch, status.From, status.To, events);
                continue;
            }

            var conflated = marketEvent.Kind == MarketEventKind.Quote ? marketEvent.Quote.Conflated : 0;
            Take(next, (marketEvent.Symbol, marketEvent.Kind), marketEvent.Header.Epoch, marketEvent.Sequence - conflated, marketEvent.Sequence, events);
            if (marketEvent.Kind == MarketEventKind.Trade && !seen.Add((marketEvent.Symbol, marketEvent.Header.Provider, marketEvent.Trade.TradeId)))
                Assert.Fail($"trade {marketEvent.Trade.TradeId} came twice");
        }
    }

    private static void Take(
        Dictionary<(Symbol, MarketEventKind), (long Epoch, long Next)> next,
        (Symbol, MarketEventKind) series,
        long epoch,
        long from,
        long to,
        IReadOnlyList<MarketEvent> events)
    {
        var (last, expected) = next.GetValueOrDefault(series, (epoch, from));
        if (epoch > last)
            expected = 1;
        if (epoch < last || expected != from || to < from)
            Assert.Fail($"{series}: expected {expected}, got {from}..{to} in\n{string.Join('\n', events.TakeLast(60))}");
        next[series] = (epoch, to + 1);
    }
}
