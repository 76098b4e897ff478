using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;

namespace QuantTradeAI.Cluster.Placement;

/// <summary>Puts the placement rules into a silo.</summary>
internal static class PlacementHosting
{
    /// <summary>Adds <see cref="AdapterMap"/> and the rules of <see cref="CarriesAdapterAttribute"/>, <see cref="SpreadAttribute"/> and <see cref="OnItsSiloAttribute"/>.</summary>
    public static ISiloBuilder AddPlacement(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<AdapterMap>();
        silo.Services.AddPlacementFilter<CarriesAdapterFilter, CarriesAdapterDirector>(ServiceLifetime.Singleton);
        return silo.AddPlacementDirector<SpreadPlacement, SpreadDirector>().AddPlacementDirector<OnItsSiloPlacement, OnItsSiloDirector>();
    }
}
