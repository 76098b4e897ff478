using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>A configured group in the words of decisions.</summary>
internal sealed class FailoverGroup(FailoverGroupConfig config)
{
    public string Name => config.Name;

    public bool IsHot => config.IsHot;

    public TimeSpan FailbackAfter => config.FailbackAfter;

    /// <summary>Best first.</summary>
    public ImmutableArray<ProviderId> Providers { get; } = [.. config.Providers.Select(ProviderId.Of)];

    public ImmutableArray<Symbol> Symbols { get; } = [.. config.Symbols.Distinct(StringComparer.Ordinal).Select(Symbol.Of)];
}
