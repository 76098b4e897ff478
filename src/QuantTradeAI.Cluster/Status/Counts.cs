using System.Collections.Immutable;

namespace QuantTradeAI.Cluster.Status;

/// <summary>Counts by word.</summary>
internal static class Counts
{
    public static ImmutableSortedDictionary<string, long> Sum(IEnumerable<ImmutableSortedDictionary<string, long>> counts) => counts
        .SelectMany(one => one)
        .GroupBy(one => one.Key, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(same => same.Key, same => same.Sum(one => one.Value));
}
