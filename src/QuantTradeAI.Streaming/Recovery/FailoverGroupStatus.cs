using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>One failover group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsHot">Whether the next provider is kept subscribed.</param>
/// <param name="FailbackAfter">How long a better provider must have been well before it is used again.</param>
/// <param name="Providers">Best first.</param>
/// <param name="Symbols">One by one.</param>
public sealed record FailoverGroupStatus(
    string Name, bool IsHot, TimeSpan FailbackAfter, ImmutableArray<string> Providers, ImmutableArray<SymbolSourceStatus> Symbols)
{
    /// <summary>Whether no provider is well for one of its symbols.</summary>
    public bool IsPanic => Symbols.Any(symbol => symbol.IsPanic);
}
