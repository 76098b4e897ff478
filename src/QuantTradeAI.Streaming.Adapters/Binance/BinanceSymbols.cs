namespace QuantTradeAI.Streaming.Adapters.Binance;

/// <summary>
/// Spellings of symbols. Only ASCII letters change case: the venue lists symbols in other scripts, and lowers none of their letters.
/// </summary>
internal static class BinanceSymbols
{
    private const char Dash = '-';

    /// <summary>
    /// Quote assets of spot markets, longest first. The venue's own table (<c>exchangeInfo</c>)
    /// is the only full answer; a pair that is quoted in anything else keeps its native name.
    /// </summary>
    private static readonly string[] QuoteAssets =
        ["FDUSD", "USDT", "USDC", "TUSD", "BUSD", "USDP", "USD1", "BTC", "ETH", "BNB", "EUR", "GBP", "TRY", "BRL", "JPY", "AUD", "DAI"];

    /// <summary>The symbol as data frames have it.</summary>
    public static string ToNative(string canonical) =>
        ChangeCase(canonical.Replace($"{Dash}", "", StringComparison.Ordinal), char.IsAsciiLetterLower);

    /// <summary>The symbol as stream names have it.</summary>
    public static string ToStreamName(string native) => ChangeCase(native, char.IsAsciiLetterUpper);

    /// <summary>The native name with a dash before its quote asset.</summary>
    public static string ToCanonical(string native)
    {
        foreach (var quote in QuoteAssets)
        {
            if (native.Length > quote.Length && native.EndsWith(quote, StringComparison.Ordinal))
                return $"{native.AsSpan(0, native.Length - quote.Length)}{Dash}{quote}";
        }

        return native;
    }

    private static string ChangeCase(string text, Func<char, bool> changes) =>
        string.Create(text.Length, (text, changes), static (result, state) =>
        {
            const char CaseBit = ' ';
            for (var i = 0; i < result.Length; i++)
                result[i] = state.changes(state.text[i]) ? (char)(state.text[i] ^ CaseBit) : state.text[i];
        });
}
