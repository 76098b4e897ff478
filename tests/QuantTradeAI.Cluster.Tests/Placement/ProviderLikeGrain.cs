using Orleans.Placement;
using QuantTradeAI.Cluster.Placement;

namespace QuantTradeAI.Cluster.Tests.Placement;

[CarriesAdapter, Spread, Immovable]
internal sealed class ProviderLikeGrain(ILocalSiloDetails silo) : Grain, IProviderLikeGrain
{
    public Task<SiloAddress> WhereAsync() => Task.FromResult(silo.SiloAddress);
}
