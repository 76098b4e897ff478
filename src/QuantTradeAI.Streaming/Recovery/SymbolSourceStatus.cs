using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>Where a symbol's consolidated stream comes from.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Active">The provider; null before there is one.</param>
/// <param name="Since">Since when; null before there is one.</param>
/// <param name="Changes">How often it changed since the start.</param>
/// <param name="IsPanic">Whether none of them is well, so that the active one stays whatever it does.</param>
/// <param name="FailbackAt">When a better provider is going to be used again, if it stays well until then; null when none is coming back.</param>
/// <param name="Candidates">All that could be the source, best first.</param>
public sealed record SymbolSourceStatus(
    string Symbol,
    string? Active,
    DateTimeOffset? Since,
    long Changes,
    bool IsPanic,
    DateTimeOffset? FailbackAt,
    ImmutableArray<SourceCandidate> Candidates);
