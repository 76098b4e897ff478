using System.Collections.Immutable;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Subscribers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Status;

/// <summary>Makes one status of the whole cluster from those of its silos.</summary>
internal static class ClusterStatus
{
    /// <param name="local">The asking silo's, which also tells phase, start, configuration and adapters.</param>
    /// <param name="others">All others'.</param>
    /// <param name="configured">The names of the providers in the order of configuration; those that are not among them come last.</param>
    public static GatewayStatus Merge(GatewayStatus local, IEnumerable<GatewayStatus> others, IEnumerable<string> configured)
    {
        ImmutableArray<GatewayStatus> all = [local, .. others];
        var providers = ProviderMerge.Of(all, configured);
        var subscriptions = all.SelectMany(one => one.Subscriptions).ToImmutableArray();
        var totals = Sum(all.Select(one => one.Totals));
        return new GatewayStatus(local.Configuration, local.Discovery, [.. providers.Select(one => one.Connection)], Streams(all), subscriptions, totals)
        {
            Phase = local.Phase,
            StartedAt = local.StartedAt,
            Health = [.. providers.Select(one => one.Report).OfType<ProviderHealthReport>()],
            Queues = Fullest(all),
            Groups = GroupMerge.Of(all),
            Alerts = AlertMerge.Of(all.Select(one => one.Alerts)),
            Storage = StorageMerge.Of(all.Select(one => one.Storage)),
            SubscribeRefusals = Counts.Sum(all.Select(one => one.SubscribeRefusals)),
        };
    }

    /// <summary>What all hubs counted.</summary>
    public static HubTotals Sum(IEnumerable<HubTotals> totals)
    {
        var providers = new Dictionary<ProviderId, StreamCounters>();
        var subscribers = default(SubscriberTotals);
        var refused = 0L;
        foreach (var one in totals)
        {
            foreach (var (provider, counters) in one.Providers)
                providers[provider] = providers.GetValueOrDefault(provider) + counters;
            subscribers += one.Subscribers;
            refused += one.Refused;
        }

        return new HubTotals(providers.ToImmutableDictionary(), subscribers, refused);
    }

    /// <summary>Each stream once: of two that tell of it, the one that numbers in the higher epoch has its symbol now, else the one that heard of it last.</summary>
    private static ImmutableArray<StreamSnapshot> Streams(ImmutableArray<GatewayStatus> all) =>
    [
        .. all.SelectMany(one => one.Streams)
            .GroupBy(stream => stream.Stream)
            .Select(same => same.MaxBy(stream => (stream.Numbers.Epoch, stream.LastEventTime))!)
            .OrderBy(stream => stream.Stream.ToString(), StringComparer.Ordinal),
    ];

    private static QueueHealth Fullest(ImmutableArray<GatewayStatus> all) =>
        all.Select(one => one.Queues).MaxBy(queue => (queue.Depth, queue.Age)) with { Dropped = all.Sum(one => one.Queues.Dropped) };
}
