using System.Text;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>A control message is answered with one of Binance's documented errors.</summary>
internal sealed class BinanceRequestException(int code, string message, string? id = null) : Exception(message)
{
    public static BinanceRequestException TooManyParameters => Invalid("too many parameters");

    /// <summary>The answer; only an unknown property is documented with the request's id.</summary>
    public byte[] Answer => id is null
        ? Json.Utf8($$"""{"code":{{code}},"msg":"{{Json.Escape(Message)}}"}""")
        : Json.Utf8($$"""{"code":{{code}},"msg":"{{Json.Escape(Message)}}","id":{{id}}}""");

    public static BinanceRequestException Invalid(string what) => new(2, "Invalid request: " + what);

    public static BinanceRequestException UnknownVariant(string variant, byte[] message)
    {
        var column = Encoding.UTF8.GetString(message).IndexOf(variant, StringComparison.Ordinal) + variant.Length + 1;
        return Invalid($"unknown variant `{variant}`, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, "
            + $"`SET_PROPERTY`, `GET_PROPERTY` at line 1 column {column}");
    }
}
