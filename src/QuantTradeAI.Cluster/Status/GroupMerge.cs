using System.Collections.Immutable;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Recovery;

namespace QuantTradeAI.Cluster.Status;

/// <summary>Each failover group once, and in it each symbol as the silo tells that has it.</summary>
internal static class GroupMerge
{
    public static ImmutableArray<FailoverGroupStatus> Of(ImmutableArray<GatewayStatus> all) =>
    [
        .. all.SelectMany(one => one.Groups)
            .GroupBy(group => group.Name, StringComparer.Ordinal)
            .Select(same => same.First() with { Symbols = Symbols(same) }),
    ];

    /// <summary>A silo that has no source for it only heard of it; of two that have one, the newer choice counts.</summary>
    private static ImmutableArray<SymbolSourceStatus> Symbols(IEnumerable<FailoverGroupStatus> same) =>
    [
        .. same.SelectMany(group => group.Symbols)
            .GroupBy(symbol => symbol.Symbol, StringComparer.Ordinal)
            .Select(one => one.MaxBy(symbol => (symbol.Active is not null, symbol.Since ?? DateTimeOffset.MinValue))!),
    ];
}
