using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>
/// Chooses the source of a consolidated stream. Asked under the symbol's lock whenever the sources or the state of one of them have changed:
/// decide from what is known, return at once, and call nothing that may call the hub.
/// </summary>
public interface ISourcePolicy
{
    /// <summary>One of <paramref name="sources"/>, which are never empty; <paramref name="incumbent"/> is the source until now, the default value when there is none.</summary>
    ProviderId Choose(Symbol symbol, ReadOnlySpan<SourceState> sources, ProviderId incumbent);
}
