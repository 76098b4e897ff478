using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Http.Verdicts;

/// <summary>
/// Whether a provider can be done without: failover groups name it, another provider that is well is the source of each of their symbols, and
/// nothing else comes from it. What comes from it beside its groups is a consolidated stream whose source it is, and its own venue streams
/// that somebody subscribes to: for them nobody stands in. Pure.
/// </summary>
internal static class StandIns
{
    public static bool ServeFor(string provider, GatewayStatus status)
    {
        var groups = status.Groups.Where(group => group.Providers.Contains(provider)).ToList();
        return groups.Count > 0
            && groups.TrueForAll(group => group.Symbols.All(symbol => HasOtherSource(symbol, provider)))
            && !IsNeeded(provider, status);
    }

    /// <summary>Whether something comes from it beside what its groups look after.</summary>
    public static bool IsNeeded(string provider, GatewayStatus status) =>
        status.Streams.Any(stream => stream.Source.Name == provider && IsItsOwn(stream, status));

    /// <summary>A provider's venue streams are there whether anybody wants them or not.</summary>
    private static bool IsItsOwn(StreamSnapshot stream, GatewayStatus status) => stream.Stream.IsConsolidated
        ? !status.Groups.Any(group => group.Symbols.Any(symbol => symbol.Symbol == stream.Stream.Symbol.Name))
        : stream.Subscribers > 0;

    private static bool HasOtherSource(SymbolSourceStatus symbol, string provider) =>
        symbol is { IsPanic: false, Active: { } active } && active != provider && symbol.Candidates.Any(candidate => candidate.Provider == active && candidate.IsWell);
}
