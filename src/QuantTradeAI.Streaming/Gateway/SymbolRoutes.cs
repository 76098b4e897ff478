using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>
/// Which providers serve a stream. A venue stream: that provider. A consolidated one: those that configuration names for the symbol, in
/// order; where it names none, the first that offers the data.
/// </summary>
internal sealed class SymbolRoutes(IReadOnlyList<IStandby> slots, SymbolPlan plan)
{
    /// <summary>Whether this provider can serve anything.</summary>
    public bool Has(ProviderId provider) => slots.Any(slot => slot.Id == provider && slot.Offers != DataTypes.None);

    /// <summary>Whether one of the symbol's sources stands in for another.</summary>
    public bool IsGrouped(Symbol symbol) => plan.IsGrouped(symbol.Name);

    /// <summary>
    /// The sources of a symbol that configuration names, best first; empty where it names none that runs. One that lacks what subscribers
    /// have would end it for them: it is the source only where no other is, or, in a failover group, after all others.
    /// </summary>
    public IReadOnlyList<IStandby> SourcesOf(Symbol symbol, DataTypes wanted)
    {
        var running = plan.SourcesOf(symbol.Name).Select(name => slots.FirstOrDefault(slot => slot.Id.Name == name)).OfType<IStandby>()
            .Where(slot => slot.Offers != DataTypes.None).ToList();
        var whole = running.Where(slot => (slot.Offers & wanted) == wanted).ToList();
        if (IsGrouped(symbol))
            return [.. whole, .. running.Except(whole)];
        return whole.Count > 0 ? whole : running;
    }

    /// <summary>
    /// Like <see cref="Find"/> for a stream that <paramref name="source"/> served before: where configuration names no provider, it stays
    /// with that one, since another's symbol of that name need not be the same instrument.
    /// </summary>
    /// <exception cref="ProviderConfigurationException">There is none.</exception>
    public IReadOnlyList<IStandby> FindAgain(StreamKey stream, DataTypes dataTypes, ProviderId source)
    {
        var found = Find(stream, dataTypes);
        if (!stream.IsConsolidated || plan.SourcesOf(stream.Symbol.Name).Contains(found[0].Id.Name))
            return found;
        return slots.FirstOrDefault(slot => slot.Id == source && (slot.Offers & dataTypes) == dataTypes) is { } again
            ? [again]
            : throw new ProviderConfigurationException($"{stream}: it came from {source}; configuration names no other provider for it.");
    }

    /// <summary>The providers of a stream, best first; never empty.</summary>
    /// <exception cref="ProviderConfigurationException">There is none.</exception>
    public IReadOnlyList<IStandby> Find(StreamKey stream, DataTypes dataTypes)
    {
        var candidates = slots.Where(slot => stream.IsConsolidated || slot.Id == stream.Provider).ToList();
        if (candidates.Count == 0)
        {
            throw new ProviderConfigurationException(
                $"{stream}: no provider '{stream.Provider}' is configured; expected one of {string.Join(", ", slots.Select(slot => slot.Id.Name))}.");
        }

        var offering = candidates.Where(slot => (slot.Offers & dataTypes) == dataTypes).ToList();
        if (offering.Count == 0)
        {
            throw new ProviderConfigurationException(
                $"{stream}: no configured provider offers {dataTypes}; {string.Join("; ", candidates.Select(slot => $"{slot.Id.Name} offers {slot.Offers}"))}.");
        }

        var named = plan.SourcesOf(stream.Symbol.Name);
        var listed = offering.Where(slot => named.Contains(slot.Id.Name)).OrderBy(slot => named.IndexOf(slot.Id.Name)).ToList();
        return listed.Count > 0 ? listed : [offering[0]];
    }
}
