namespace QuantTradeAI.Streaming.Http.Status;

/// <summary>One stream. Prices and sizes are texts with the venue's own digits.</summary>
internal sealed record StreamBody(
    string Stream,
    string Symbol,
    string? Source,
    string? State,
    int Subscribers,
    DateTimeOffset? LastEventAt,
    TradeBody? LastTrade,
    QuoteBody? LastQuote,
    CountersBody Counters);

/// <summary>The last trade.</summary>
internal sealed record TradeBody(string Price, string Size, string Side, DateTimeOffset ReceivedAt);

/// <summary>The last quote.</summary>
internal sealed record QuoteBody(string Bid, string? BidSize, string Ask, string? AskSize, DateTimeOffset ReceivedAt);
