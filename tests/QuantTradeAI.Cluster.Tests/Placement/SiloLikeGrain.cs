using Orleans.Placement;
using QuantTradeAI.Cluster.Placement;

namespace QuantTradeAI.Cluster.Tests.Placement;

[OnItsSilo, Immovable]
internal sealed class SiloLikeGrain(ILocalSiloDetails silo) : Grain, ISiloLikeGrain
{
    public Task<SiloAddress> WhereAsync() => Task.FromResult(silo.SiloAddress);
}
