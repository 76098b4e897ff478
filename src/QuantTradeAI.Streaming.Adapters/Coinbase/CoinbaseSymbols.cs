namespace QuantTradeAI.Streaming.Adapters.Coinbase;

/// <summary>Product ids are canonical names already.</summary>
internal static class CoinbaseSymbols
{
    public static string ToNative(string canonical) => canonical;

    public static string ToCanonical(string native) => native;
}
