using System.Globalization;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The messages of Coinbase Exchange, members in the venue's order.</summary>
internal static class CoinbaseFrames
{
    /// <summary>A match; its side is the maker's, the opposite of the aggressor's.</summary>
    public static byte[] Match(SimulatedTrade trade, string type = "match")
    {
        var maker = Json.Side(trade.Aggressor == TradeSide.Buy ? TradeSide.Sell : TradeSide.Buy);
        return Json.Utf8($$"""{"type":"{{type}}","trade_id":{{trade.Id}},"maker_order_id":"{{Order(trade, 1)}}","taker_order_id":"{{Order(trade, 2)}}","side":"{{maker}}","size":"{{trade.Size}}","price":"{{trade.Price}}","product_id":"{{trade.Symbol}}","sequence":{{trade.Sequence}},"time":"{{Json.IsoMicroseconds(trade.EventTime)}}"}""");
    }

    /// <summary>A ticker of the last trade and the best bid and ask; its side is the taker's.</summary>
    public static byte[] Ticker(SimulatedTrade last, SimulatedQuote quote)
        => Json.Utf8($$"""{"type":"ticker","sequence":{{quote.Sequence}},"product_id":"{{quote.Symbol}}","price":"{{last.Price}}","open_24h":"{{last.Price}}","volume_24h":"1234.56780000","low_24h":"{{last.Price}}","high_24h":"{{last.Price}}","volume_30d":"45678.90120000","best_bid":"{{quote.BidPrice}}","best_bid_size":"{{quote.BidSize}}","best_ask":"{{quote.AskPrice}}","best_ask_size":"{{quote.AskSize}}","side":"{{Json.Side(last.Aggressor)}}","time":"{{Json.IsoMicroseconds(quote.EventTime)}}","trade_id":{{last.Id}},"last_size":"{{last.Size}}"}""");

    public static byte[] Heartbeat(SimulatedTrade last, SimulatedQuote quote)
        => Json.Utf8($$"""{"type":"heartbeat","sequence":{{quote.Sequence}},"last_trade_id":{{last.Id}},"product_id":"{{quote.Symbol}}","time":"{{Json.IsoMicroseconds(quote.EventTime)}}"}""");

    public static byte[] Snapshot(string product, BookSnapshot book)
        => Json.Utf8($$"""{"type":"snapshot","product_id":"{{product}}","asks":{{Json.Levels(book.Asks)}},"bids":{{Json.Levels(book.Bids)}}}""");

    public static byte[] Update(SimulatedDepth depth)
    {
        var changes = string.Join(',', depth.Changes.Select(level => $"[\"{Json.Side(level.Side)}\",\"{level.Price}\",\"{level.Size}\"]"));
        return Json.Utf8($$"""{"type":"l2update","product_id":"{{depth.Symbol}}","changes":[{{changes}}],"time":"{{Json.IsoMicroseconds(depth.EventTime)}}"}""");
    }

    public static byte[] Error(string message) => Json.Utf8($$"""{"type":"error","message":"{{Json.Escape(message)}}"}""");

    public static byte[] SubscribeError(string reason)
        => Json.Utf8($$"""{"type":"error","message":"Failed to subscribe","reason":"{{Json.Escape(reason)}}"}""");

    private static string Order(SimulatedTrade trade, int side)
        => string.Create(CultureInfo.InvariantCulture, $"{trade.Id:x8}-0000-4000-800{side}-{trade.Sequence:x12}");
}
