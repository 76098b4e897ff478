using System.Collections.Immutable;
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
            return streams.Snapshots().FirstOrDefault(one => one.Stream == stream);
    }

    /// <summary>All subscriptions that run.</summary>
    public ImmutableArray<SubscriptionStatus> Subscriptions() => _roster.Statuses;

    /// <summary>What was counted since the hub began: per provider (its venue streams only, so nothing counts twice) and over all subscriptions.</summary>
    public HubTotals Totals()
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

    /// <summary>The same, of a look at all streams that was taken already.</summary>
    internal HubTotals Totals(ImmutableArray<StreamSnapshot> streams)
    {
        var providers = new Dictionary<ProviderId, StreamCounters>();
        Count(streams, providers);
        return WithClosed(providers);
    }

    private HubTotals WithClosed(Dictionary<ProviderId, StreamCounters> providers)
    {
        lock (_growing)
        {
            foreach (var (provider, counters) in _closedTotals)
                providers[provider] = providers.GetValueOrDefault(provider) + counters;
        }

        return new HubTotals(providers.ToImmutableDictionary(), _roster.Totals, Interlocked.Read(ref _refused));
    }

    private static void Count(IEnumerable<StreamSnapshot> streams, Dictionary<ProviderId, StreamCounters> providers)
    {
        foreach (var stream in streams.Where(one => !one.Stream.IsConsolidated))
            providers[stream.Source] = providers.GetValueOrDefault(stream.Source) + stream.Counters;
    }
}
