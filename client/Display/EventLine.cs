using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Client.Display;

/// <summary>An event as an object for machines; prices and sizes are texts, so that they stay exact, and times are nanoseconds since 1970.</summary>
internal sealed record EventLine
{
    public required string Kind { get; init; }

    public required string Symbol { get; init; }

    public required string Provider { get; init; }

    public required long Epoch { get; init; }

    public required long Sequence { get; init; }

    public required bool LastKnown { get; init; }

    public required long ReceiveTimeNs { get; init; }

    public required long PublishTimeNs { get; init; }

    public long? ExchangeTimeNs { get; init; }

    /// <summary>What the kind alone has.</summary>
    public required object Data { get; init; }

    public static EventLine Of(in MarketEvent one) => new()
    {
        Kind = one.Kind.ToString().ToLowerInvariant(),
        Symbol = one.Symbol.Name,
        Provider = one.Header.Provider.Name,
        Epoch = one.Header.Epoch,
        Sequence = one.Sequence,
        LastKnown = one.IsLastKnown,
        ReceiveTimeNs = one.Header.ReceiveTime.Value,
        PublishTimeNs = one.Header.PublishTime.Value,
        ExchangeTimeNs = one.Header.ExchangeTime.IsAbsent ? null : one.Header.ExchangeTime.Value,
        Data = DataOf(one),
    };

    private static object DataOf(in MarketEvent one) => one.Kind switch
    {
        MarketEventKind.Trade => DataOf(one.Trade),
        MarketEventKind.Quote => DataOf(one.Quote),
        MarketEventKind.Status => DataOf(one.Status),
        _ => DataOf(one.IsSnapshot, one.IsSnapshot ? one.BookSnapshot.Levels : one.BookUpdate.Levels),
    };

    private static object DataOf(Trade trade) => new { trade.TradeId, Price = trade.ExactPrice.ToString(), Size = trade.ExactSize.ToString(), Side = trade.Aggressor };

    private static object DataOf(Quote quote) => new
    {
        Bid = quote.ExactBidPrice.ToString(),
        BidSize = quote.ExactBidSize?.ToString(),
        Ask = quote.ExactAskPrice.ToString(),
        AskSize = quote.ExactAskSize?.ToString(),
        quote.Conflated,
    };

    private static object DataOf(FeedStatus status) => status.Kind switch
    {
        FeedStatusKind.Gap => new { status.Kind, status.Reason, status.Lost, status.From, status.To, status.Missed },
        FeedStatusKind.SourceChanged => new { status.Kind, Previous = status.Previous.Name },
        _ => new { status.Kind },
    };

    private static object DataOf(bool isSnapshot, BookLevels levels) => new
    {
        Snapshot = isSnapshot,
        Bids = levels.Bids.Select(level => new[] { level.Price.ToString(), level.Size.ToString() }),
        Asks = levels.Asks.Select(level => new[] { level.Price.ToString(), level.Size.ToString() }),
    };
}
