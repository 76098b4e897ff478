using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace QuantTradeAI.Cluster.Placement;

/// <summary>
/// Lets those silos pass that carry the adapter; all of them when none is known to, so that the provider's grain runs somewhere and says
/// that there is no adapter.
/// </summary>
internal sealed class CarriesAdapterDirector(AdapterMap map) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var carriers = map.CarriersOf(target.GrainIdentity.Key.ToString()!);
        var all = silos.ToList();
        var carrying = all.Where(carriers.Contains).ToList();
        return carrying.Count > 0 ? carrying : all;
    }
}
