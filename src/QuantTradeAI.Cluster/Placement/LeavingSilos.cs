using System.Collections.Concurrent;

namespace QuantTradeAI.Cluster.Placement;

/// <summary>Silos that are about to stop, this one perhaps among them: nothing of ours is placed there any more.</summary>
internal sealed class LeavingSilos
{
    private readonly ConcurrentDictionary<SiloAddress, bool> _leaving = new();

    public void Add(SiloAddress silo) => _leaving[silo] = true;

    public bool Contains(SiloAddress silo) => _leaving.ContainsKey(silo);

    /// <summary>Forgets those that are gone.</summary>
    public void Keep(IReadOnlyCollection<SiloAddress> alive)
    {
        foreach (var gone in _leaving.Keys.Where(silo => !alive.Contains(silo)))
            _leaving.TryRemove(gone, out _);
    }
}
