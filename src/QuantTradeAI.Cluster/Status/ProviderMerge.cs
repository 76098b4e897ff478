using System.Collections.Immutable;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Status;

/// <summary>Each provider once, as its newest owner tells.</summary>
internal static class ProviderMerge
{
    /// <summary>A provider as one silo tells; without a report where nothing was measured.</summary>
    public readonly record struct Told(ProviderHealthStatus Connection, ProviderHealthReport? Report);

    public static ImmutableArray<Told> Of(ImmutableArray<GatewayStatus> all, IEnumerable<string> configured)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in configured)
            places.TryAdd(name, places.Count);
        return
        [
            .. all.SelectMany(Each)
                .GroupBy(told => told.Connection.Provider, StringComparer.Ordinal)
                .Select(same => same.MaxBy(told => (told.Report?.Epoch ?? -1, told.Connection.LastDataTime))!)
                .OrderBy(told => places.GetValueOrDefault(told.Connection.Provider, int.MaxValue)),
        ];
    }

    private static IEnumerable<Told> Each(GatewayStatus status)
    {
        var reports = status.Health.ToLookup(report => report.Provider, StringComparer.Ordinal);
        return status.Providers.Select(provider => new Told(provider, reports[provider.Provider].FirstOrDefault()));
    }
}
