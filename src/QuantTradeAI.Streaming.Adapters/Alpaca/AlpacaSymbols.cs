namespace QuantTradeAI.Streaming.Adapters.Alpaca;

/// <summary>The venue's symbols are canonical names already: <c>AAPL</c>, <c>BRK.B</c>.</summary>
internal static class AlpacaSymbols
{
    public static string ToNative(string canonical) => canonical;

    public static string ToCanonical(string native) => native;
}
