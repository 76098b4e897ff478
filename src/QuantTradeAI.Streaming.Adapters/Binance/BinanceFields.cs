using QuantTradeAI.Streaming.Adapters.Json;

namespace QuantTradeAI.Streaming.Adapters.Binance;

/// <summary>The members that are read, and the message types; the numbers are places in the tables.</summary>
internal static class BinanceFields
{
    public const int Stream = 0;
    public const int Data = 1;
    public const int Type = 2;
    public const int Symbol = 3;
    public const int TradeId = 4;
    public const int AskOrAggregateId = 5;
    public const int Price = 6;
    public const int Size = 7;
    public const int TradeTime = 8;
    public const int BuyerIsMaker = 9;
    public const int UpdateId = 10;
    public const int Bid = 11;
    public const int BidSize = 12;
    public const int AskSize = 13;
    public const int LastUpdateId = 14;
    public const int Result = 15;
    public const int Id = 16;
    public const int Code = 17;
    public const int Message = 18;

    public static readonly NameTable Names = new(
        "stream", "data", "e", "s", "t", "a", "p", "q", "T", "m", "u", "b", "B", "A", "lastUpdateId", "result", "id", "code", "msg");

    public const int Trade = 0;
    public const int AggTrade = 1;
    public const int BookTicker = 2;
    public const int ServerShutdown = 3;

    /// <summary>The types that are read, then those that are ignored by name.</summary>
    public static readonly string[] TypeNames =
    [
        "trade", "aggTrade", "bookTicker", "serverShutdown",
        "depthUpdate", "kline", "24hrMiniTicker", "24hrTicker", "1hTicker", "4hTicker", "1dTicker", "avgPrice", "blockTrade",
    ];

    public static readonly NameTable Types = new(TypeNames);
}
