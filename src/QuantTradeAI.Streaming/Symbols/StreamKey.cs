using System.Diagnostics.CodeAnalysis;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>Names a stream: consolidated, <c>BTC-USD</c>, or one venue's, <c>BTC-USD@binance</c>.</summary>
/// <param name="Symbol">The canonical symbol.</param>
/// <param name="Provider">The venue; the default value for the consolidated stream.</param>
public readonly record struct StreamKey(Symbol Symbol, ProviderId Provider = default)
{
    /// <summary>Whether it is the consolidated stream, with one chosen source at a time.</summary>
    public bool IsConsolidated => Provider == default;

    /// <summary>Reads <c>SYMBOL</c> or <c>SYMBOL@provider</c>.</summary>
    /// <exception cref="FormatException">Neither; the message says what is wrong.</exception>
    public static StreamKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? new StreamKey(Symbol.Of(text)) : new StreamKey(Symbol.Of(text[..at]), ProviderId.Of(text[(at + 1)..]));
    }

    /// <summary>Reads what <see cref="Parse"/> reads; false instead of an exception.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out StreamKey key)
    {
        key = default;
        try
        {
            if (text is not null)
                key = Parse(text);
            return text is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => IsConsolidated ? Symbol.Name : $"{Symbol.Name}@{Provider.Name}";
}
