using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Client.Relay;

/// <summary>Reads a <see cref="StreamEnd"/> by kind.</summary>
internal static class StreamEndNumbers
{
    public static long Of(this StreamEnd end, MarketEventKind kind) => kind switch
    {
        MarketEventKind.Trade => end.Trades,
        MarketEventKind.Quote => end.Quotes,
        MarketEventKind.Book => end.Books,
        MarketEventKind.Status => end.Statuses,
        _ => 0,
    };
}
