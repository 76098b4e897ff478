using System.Collections.Immutable;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>Chooses the source of a consolidated stream. Asked under the symbol's lock: decide from what is known, and return at once.</summary>
public interface ISourcePolicy
{
    /// <summary>One of <paramref name="sources"/>; <paramref name="incumbent"/> is the source until now, the default value when there is none.</summary>
    ProviderId Choose(Symbol symbol, ImmutableArray<ProviderId> sources, ProviderId incumbent);
}
