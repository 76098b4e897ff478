using Orleans.Runtime.Placement;

namespace QuantTradeAI.Cluster.Placement;

/// <summary>
/// Counts providers, not grains: a connection weighs more than thousands of symbols, and supervisors that ask for the same provider at once
/// must come to the same silo.
/// </summary>
internal sealed class SpreadDirector(AdapterMap map, IClusterMembershipService membership) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var compatible = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, compatible) is { } hint)
            return Task.FromResult(hint);
        var active = membership.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress).ToHashSet();
        return Task.FromResult(map.Choose(target.GrainIdentity.Key.ToString()!, compatible, active));
    }
}
