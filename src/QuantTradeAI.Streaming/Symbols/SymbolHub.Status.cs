using System.Collections.Immutable;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Subscribers;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>What status pages and metrics read. Costs the hot path nothing but the symbol's lock.</summary>
public sealed partial class SymbolHub
{
    /// <summary>Every stream that was published or subscribed to.</summary>
    public ImmutableArray<StreamSnapshot> SnapshotAll()
    {
        var snapshots = ImmutableArray.CreateBuilder<StreamSnapshot>();
        foreach (var streams in _bySymbol)
        {
            if (streams is null)
                continue;
            lock (streams.Gate)
                snapshots.AddRange(streams.Snapshots());
        }

        return snapshots.ToImmutable();
    }

    /// <summary>One stream; null when nothing was ever published or subscribed to under that symbol.</summary>
    public StreamSnapshot? Snapshot(StreamKey stream)
    {
        if (Known(stream.Symbol) is not { } streams)
            return null;
        lock (streams.Gate)
            return streams.Snapshot(stream.Provider);
    }

    /// <summary>All subscriptions that run.</summary>
    public ImmutableArray<SubscriptionStatus> Subscriptions() => _roster.Statuses;

    /// <summary>How full the subscribers' queues are. Unlike a look at all <see cref="Subscriptions"/> it makes nothing of each.</summary>
    internal QueueHealth Queues() => _roster.Queues;

    /// <summary>What was counted since the hub began: per provider (its venue streams only, so nothing counts twice) and over all subscriptions.</summary>
    public HubTotals Totals() => TotalsOf(Counters());

    /// <summary>What was counted of each provider since the hub began.</summary>
    internal ImmutableDictionary<ProviderId, StreamCounters> Counters()
    {
        var providers = new Dictionary<ProviderId, StreamCounters>();
        foreach (var streams in _bySymbol)
        {
            if (streams is null)
                continue;
            lock (streams.Gate)
                streams.Count(providers);
        }

        return WithClosed(providers);
    }

    /// <summary>The totals, of a look at all streams that was taken already.</summary>
    internal HubTotals Totals(ImmutableArray<StreamSnapshot> streams)
    {
        var providers = new Dictionary<ProviderId, StreamCounters>();
        Count(streams, providers);
        return TotalsOf(WithClosed(providers));
    }

    private HubTotals TotalsOf(ImmutableDictionary<ProviderId, StreamCounters> providers) => new(providers, _roster.Totals, Interlocked.Read(ref _refused));

    private ImmutableDictionary<ProviderId, StreamCounters> WithClosed(Dictionary<ProviderId, StreamCounters> providers)
    {
        lock (_growing)
        {
            foreach (var (provider, counters) in _closedTotals)
                providers[provider] = providers.GetValueOrDefault(provider) + counters;
        }

        return providers.ToImmutableDictionary();
    }

    private static void Count(IEnumerable<StreamSnapshot> streams, Dictionary<ProviderId, StreamCounters> providers)
    {
        foreach (var stream in streams.Where(one => !one.Stream.IsConsolidated))
            providers[stream.Source] = providers.GetValueOrDefault(stream.Source) + stream.Counters;
    }
}
