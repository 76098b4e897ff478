namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The payloads of Binance's market streams, members in the venue's order.</summary>
internal static class BinanceFrames
{
    public static byte[] Trade(SimulatedTrade trade, string? stream, bool microseconds)
    {
        var time = Time(trade.EventTime, microseconds);
        var maker = Json.Bool(trade.Aggressor == TradeSide.Sell);
        return Json.Utf8($$"""{{Open(stream)}}{"e":"trade","E":{{time}},"s":"{{trade.Symbol}}","t":{{trade.Id}},"p":"{{trade.Price}}","q":"{{trade.Size}}","T":{{time}},"m":{{maker}},"M":true}{{Close(stream)}}""");
    }

    public static byte[] AggregateTrade(SimulatedTrade trade, string? stream, bool microseconds)
    {
        var time = Time(trade.EventTime, microseconds);
        var maker = Json.Bool(trade.Aggressor == TradeSide.Sell);
        return Json.Utf8($$"""{{Open(stream)}}{"e":"aggTrade","E":{{time}},"s":"{{trade.Symbol}}","a":{{trade.AggregateId}},"p":"{{trade.Price}}","q":"{{trade.Size}}","f":{{trade.Id}},"l":{{trade.Id}},"T":{{time}},"m":{{maker}},"M":true}{{Close(stream)}}""");
    }

    public static byte[] BookTicker(SimulatedQuote quote, string? stream)
        => Json.Utf8($$"""{{Open(stream)}}{"u":{{quote.UpdateId}},"s":"{{quote.Symbol}}","b":"{{quote.BidPrice}}","B":"{{quote.BidSize}}","a":"{{quote.AskPrice}}","A":"{{quote.AskSize}}"}{{Close(stream)}}""");

    public static byte[] DepthUpdate(SimulatedDepth depth, string? stream, bool microseconds)
    {
        var time = Time(depth.EventTime, microseconds);
        var bids = Json.Levels(depth.On(TradeSide.Buy));
        var asks = Json.Levels(depth.On(TradeSide.Sell));
        return Json.Utf8($$"""{{Open(stream)}}{"e":"depthUpdate","E":{{time}},"s":"{{depth.Symbol}}","U":{{depth.FirstUpdateId}},"u":{{depth.LastUpdateId}},"b":{{bids}},"a":{{asks}}}{{Close(stream)}}""");
    }

    /// <summary>A partial depth stream's payload, and the body of the REST snapshot.</summary>
    public static byte[] Book(BookSnapshot book, string? stream = null)
        => Json.Utf8($$"""{{Open(stream)}}{"lastUpdateId":{{book.LastUpdateId}},"bids":{{Json.Levels(book.Bids)}},"asks":{{Json.Levels(book.Asks)}}}{{Close(stream)}}""");

    public static byte[] ServerShutdown(DateTimeOffset now, bool combined, bool microseconds)
    {
        var stream = combined ? "!serverShutdown" : null;
        return Json.Utf8($$"""{{Open(stream)}}{"e":"serverShutdown","E":{{Time(now, microseconds)}}}{{Close(stream)}}""");
    }

    public static long Time(DateTimeOffset time, bool microseconds)
        => microseconds ? (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond : time.ToUnixTimeMilliseconds();

    private static string Open(string? stream) => stream is null ? "" : $$"""{"stream":"{{stream}}","data":""";

    private static string Close(string? stream) => stream is null ? "" : "}";
}
