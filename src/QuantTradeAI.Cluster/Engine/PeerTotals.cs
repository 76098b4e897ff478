using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Engine;

/// <summary>What symbols count of providers, all over the cluster, as far as the other silos have told.</summary>
internal sealed class PeerTotals(SymbolHub hub)
{
    private readonly ConcurrentDictionary<string, ImmutableDictionary<ProviderId, StreamCounters>> _bySilo = new(StringComparer.Ordinal);

    /// <summary>What another silo's symbols count.</summary>
    public void Note(string silo, ImmutableDictionary<ProviderId, StreamCounters> counters) => _bySilo[silo] = counters;

    /// <summary>Forgets silos other than these; what they counted stays in the sum no longer.</summary>
    public void Keep(IReadOnlyCollection<string> silos)
    {
        foreach (var gone in _bySilo.Keys.Where(silo => !silos.Contains(silo)))
            _bySilo.TryRemove(gone, out _);
    }

    /// <summary>Those of this silo, with what the others count added.</summary>
    public ImmutableDictionary<ProviderId, StreamCounters> Counters()
    {
        var sum = hub.Counters().ToBuilder();
        foreach (var (provider, counters) in _bySilo.Values.SelectMany(silo => silo))
            sum[provider] = sum.GetValueOrDefault(provider) + counters;
        return sum.ToImmutable();
    }
}
