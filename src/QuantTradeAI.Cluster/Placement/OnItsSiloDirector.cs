using Orleans.Runtime.Placement;

namespace QuantTradeAI.Cluster.Placement;

/// <summary>Finds the silo that a grain's key names.</summary>
internal sealed class OnItsSiloDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var key = target.GrainIdentity.Key.ToString();
        if (!SiloAddress.TryParse(key, out var silo))
            throw new ArgumentException($"'{key}' is no silo's address; expected what SiloAddress.ToParsableString gives.");
        return context.GetCompatibleSilos(target).Contains(silo)
            ? Task.FromResult(silo)
            : throw new SiloUnavailableException($"The silo {key} is not in the cluster, or not active; what ran on it ended with it.");
    }
}
