using QuantTradeAI.Streaming.Adapters.Json;

namespace QuantTradeAI.Streaming.Adapters.Alpaca;

/// <summary>The members that are read, and the message types; the numbers are places in the tables.</summary>
internal static class AlpacaFields
{
    public const string TradesName = "trades";
    public const string QuotesName = "quotes";

    public const int Type = 0;
    public const int Symbol = 1;
    public const int TradeId = 2;
    public const int Price = 3;
    public const int Size = 4;
    public const int Time = 5;
    public const int Bid = 6;
    public const int BidSize = 7;
    public const int Ask = 8;
    public const int AskSize = 9;
    public const int Message = 10;
    public const int Code = 11;
    public const int Trades = 12;
    public const int Quotes = 13;

    public static readonly NameTable Names = new(
        "T", "S", "i", "p", "s", "t", "bp", "bs", "ap", "as", "msg", "code", TradesName, QuotesName);

    public const int Trade = 0;
    public const int Quote = 1;
    public const int Success = 2;
    public const int Error = 3;
    public const int Subscription = 4;

    /// <summary>The types that are read, then those that are ignored.</summary>
    public static readonly NameTable Types = new("t", "q", "success", "error", "subscription", "b", "u", "d", "s", "l", "c", "x", "i", "o");

    private static readonly string[] IgnoredKinds =
        ["bar", "updated_bar", "daily_bar", "trading_status", "price_band", "correction", "cancellation", "imbalance", "order_book"];

    public const int Connected = 0;
    public const int Authenticated = 1;

    /// <summary>What a success is about.</summary>
    public static readonly NameTable Successes = new("connected", "authenticated");

    /// <summary>The venue's one letter in plain words: it becomes a label of metrics.</summary>
    public static string IgnoredKind(int type) => IgnoredKinds[type - Subscription - 1];
}
