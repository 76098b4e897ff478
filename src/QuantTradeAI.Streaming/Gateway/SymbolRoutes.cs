using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>
/// Which providers serve a stream. A venue stream: that provider. A consolidated one: those whose configuration lists the symbol, in
/// order; where none does, the first that offers the data.
/// </summary>
internal sealed class SymbolRoutes(IReadOnlyList<ProviderSlot> slots)
{
    /// <summary>The providers of a stream, best first; never empty.</summary>
    /// <exception cref="ProviderConfigurationException">There is none.</exception>
    public IReadOnlyList<ProviderSlot> Find(StreamKey stream, DataTypes dataTypes)
    {
        var candidates = slots.Where(slot => stream.IsConsolidated || slot.Id == stream.Provider).ToList();
        if (candidates.Count == 0)
        {
            throw new ProviderConfigurationException(
                $"{stream}: no provider '{stream.Provider}' is configured; expected one of {string.Join(", ", slots.Select(slot => slot.Name))}.");
        }

        var offering = candidates.Where(slot => (slot.Offers & dataTypes) == dataTypes).ToList();
        if (offering.Count == 0)
        {
            throw new ProviderConfigurationException(
                $"{stream}: no configured provider offers {dataTypes}; {string.Join("; ", candidates.Select(slot => $"{slot.Name} offers {slot.Offers}"))}.");
        }

        var listed = offering.Where(slot => slot.Lists(stream.Symbol.Name)).ToList();
        return listed.Count > 0 ? listed : [offering[0]];
    }
}
