using System.Globalization;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The messages of Alpaca's stock stream, members in the venue's order. Every message is an array.</summary>
internal static class AlpacaFrames
{
    private const int NanosInMicrosecond = 1_000;
    private static readonly string[] Exchanges = ["V", "Q", "D", "P"];

    public static readonly byte[] Connected = Success("connected");

    public static readonly byte[] Authenticated = Success("authenticated");

    public static byte[] Error(AlpacaError error) => Json.Utf8($$"""[{"T":"error","code":{{error.Code}},"msg":"{{error.Message}}"}]""");

    public static byte[] Array(params IEnumerable<string> events) => Json.Utf8($"[{string.Join(',', events)}]");

    /// <summary>A trade; the aggressor is not told.</summary>
    public static string Trade(SimulatedTrade trade)
        => $$"""{"T":"t","i":{{trade.Id}},"S":"{{trade.Symbol}}","x":"{{ExchangeOf(trade.Id)}}","p":{{Number(trade.Price)}},"s":{{Number(trade.Size)}},"t":"{{Time(trade.EventTime, trade.Id)}}","c":["@"],"z":"{{TapeOf(trade.Symbol)}}"}""";

    public static string Quote(SimulatedQuote quote)
        => $$"""{"T":"q","S":"{{quote.Symbol}}","bx":"{{ExchangeOf(quote.UpdateId)}}","bp":{{Number(quote.BidPrice)}},"bs":{{Number(quote.BidSize)}},"ax":"{{ExchangeOf(quote.Sequence)}}","ap":{{Number(quote.AskPrice)}},"as":{{Number(quote.AskSize)}},"t":"{{Time(quote.EventTime, quote.UpdateId)}}","c":["R"],"z":"{{TapeOf(quote.Symbol)}}"}""";

    /// <summary>Nanoseconds: the clock's microseconds, and three more digits of the event's own.</summary>
    public static string Time(DateTimeOffset time, long nanos)
        => string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff}{nanos % NanosInMicrosecond:000}Z");

    private static byte[] Success(string message) => Json.Utf8($$"""[{"T":"success","msg":"{{message}}"}]""");

    /// <summary>What a fault has made of a number stays JSON.</summary>
    private static string Number(string text)
        => decimal.TryParse(text, CultureInfo.InvariantCulture, out _) ? text : $"\"{Json.Escape(text)}\"";

    private static string ExchangeOf(long id) => Exchanges[id % Exchanges.Length];

    private static string TapeOf(string symbol) => symbol == "SPY" ? "B" : "C";
}
