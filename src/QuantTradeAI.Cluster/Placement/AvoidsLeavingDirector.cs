using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace QuantTradeAI.Cluster.Placement;

/// <summary>Lets the silos pass that stay; all of them where none does.</summary>
internal sealed class AvoidsLeavingDirector(LeavingSilos leaving) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var all = silos.ToList();
        var staying = all.Where(silo => !leaving.Contains(silo)).ToList();
        return staying.Count > 0 ? staying : all;
    }
}
