using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>The first listed provider, whatever its state.</summary>
internal sealed class FirstListedSource : ISourcePolicy
{
    public ProviderId Choose(Symbol symbol, ReadOnlySpan<SourceState> sources, ProviderId incumbent) => sources[0].Provider;
}
