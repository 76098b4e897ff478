using QuantTradeAI.Streaming.Adapters.Json;

namespace QuantTradeAI.Streaming.Adapters.Coinbase;

/// <summary>The members that are read, and the message types; the numbers are places in the tables.</summary>
internal static class CoinbaseFields
{
    public const int Type = 0;
    public const int Product = 1;
    public const int TradeId = 2;
    public const int Side = 3;
    public const int Size = 4;
    public const int Price = 5;
    public const int Time = 6;
    public const int Sequence = 7;
    public const int Bid = 8;
    public const int Ask = 9;
    public const int BidSize = 10;
    public const int AskSize = 11;
    public const int Message = 12;
    public const int Reason = 13;
    public const int Channels = 14;
    public const int LastTradeId = 15;

    public static readonly NameTable Names = new(
        "type", "product_id", "trade_id", "side", "size", "price", "time", "sequence",
        "best_bid", "best_ask", "best_bid_size", "best_ask_size", "message", "reason", "channels", "last_trade_id");

    public const int Match = 0;
    public const int LastMatch = 1;
    public const int Ticker = 2;
    public const int Heartbeat = 3;
    public const int Subscriptions = 4;
    public const int Error = 5;

    /// <summary>The types that are read, then those that are ignored by name.</summary>
    public static readonly string[] TypeNames =
    [
        "match", "last_match", "ticker", "heartbeat", "subscriptions", "error",
        "l2update", "snapshot", "status", "received", "open", "done", "change", "activate", "auction",
    ];

    public static readonly NameTable Types = new(TypeNames);

    public const int Buy = 0;

    public static readonly NameTable Sides = new("buy", "sell");

    public const int ChannelName = 0;
    public const int ChannelProducts = 1;

    public static readonly NameTable ChannelMembers = new("name", "product_ids");
}
