namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The messages of the example venue, members in its order. Every frame is an array of them.</summary>
internal static class ExampleFrames
{
    public static byte[] Array(params IEnumerable<string> messages) => Json.Utf8($"[{string.Join(',', messages)}]");

    public static byte[] Acknowledgement(long id) => Json.Utf8($$"""[{"type":"ack","id":{{id}}}]""");

    public static byte[] Error(ExampleErrorException error)
    {
        var symbol = error.Symbol is { } name ? $"\"symbol\":\"{Json.Escape(name)}\"," : "";
        return Json.Utf8($$"""[{"type":"error","id":{{error.Id}},{{symbol}}"message":"{{Json.Escape(error.Message)}}"}]""");
    }

    public static string Trade(SimulatedTrade trade)
        => $$"""{"type":"trade","symbol":"{{trade.Symbol}}","id":{{trade.Id}},"price":"{{trade.Price}}","size":"{{trade.Size}}","side":"{{Json.Side(trade.Aggressor)}}","time":{{Time(trade.EventTime)}}}""";

    public static string Quote(SimulatedQuote quote)
        => $$"""{"type":"quote","symbol":"{{quote.Symbol}}","id":{{quote.UpdateId}},"bid":"{{quote.BidPrice}}","bid_size":"{{quote.BidSize}}","ask":"{{quote.AskPrice}}","ask_size":"{{quote.AskSize}}","time":{{Time(quote.EventTime)}}}""";

    public static string Snapshot(string symbol, BookSnapshot book, DateTimeOffset now)
        => $$"""{"type":"book","symbol":"{{symbol}}","id":{{book.Number}},"snapshot":true,"bids":{{Json.Levels(book.Bids)}},"asks":{{Json.Levels(book.Asks)}},"time":{{Time(now)}}}""";

    public static string Update(SimulatedDepth depth)
        => $$"""{"type":"book","symbol":"{{depth.Symbol}}","id":{{depth.Number}},"bids":{{Json.Levels(depth.On(TradeSide.Buy))}},"asks":{{Json.Levels(depth.On(TradeSide.Sell))}},"time":{{Time(depth.EventTime)}}}""";

    public static string Heartbeat(SimulatedTrade last) => $$"""{"type":"heartbeat","symbol":"{{last.Symbol}}","id":{{last.Id}}}""";

    /// <summary>Nanoseconds since 1970.</summary>
    public static long Time(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}
