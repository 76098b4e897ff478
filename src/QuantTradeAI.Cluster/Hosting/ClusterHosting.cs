using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;
using QuantTradeAI.Cluster.Hosting;
using QuantTradeAI.Cluster.Operations;
using QuantTradeAI.Cluster.Placement;
using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Cluster;

/// <summary>Puts the engine into a silo.</summary>
public static class ClusterHosting
{
    /// <summary>The name of the grain storage that the host configures for the states of providers, symbols and the registry.</summary>
    public const string StorageName = "QuantTradeAI";

    /// <summary>
    /// Adds the grains with all they need, and <see cref="Streaming.Operations.IGatewayOperations"/> twice: plain, which spans the cluster, and under the key
    /// <see cref="LocalKey"/>, which is this silo's part. The host configures clustering, grain storage <see cref="StorageName"/>, <c>PubSubStore</c> and the
    /// stream provider <see cref="StreamNames.ProviderName"/>.
    /// </summary>
    public static ISiloBuilder AddQuantTradeAI(this ISiloBuilder silo, ClusterHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentNullException.ThrowIfNull(options);
        silo.Services.AddSingleton(options);
        silo.Services.AddSingleton<LeavingSilos>();
        silo.Services.AddPlacementFilter<AvoidsLeavingFilter, AvoidsLeavingDirector>(ServiceLifetime.Singleton);
        silo.Services.AddSingleton<ClusterCalls>();
        silo.Services.AddSingleton<SiloRuntime>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredService<SiloRuntime>());
        silo.Services.AddSingleton<LocalOperations>();
        silo.Services.AddSingleton<ClusterOperations>();
        silo.Services.AddSingleton<IGatewayOperations>(services => services.GetRequiredService<ClusterOperations>());
        silo.Services.AddKeyedSingleton<IGatewayOperations>(LocalKey, (services, _) => services.GetRequiredService<LocalOperations>());
        silo.AddDirectory();
        return silo.AddPlacement();
    }

    /// <summary>See <see cref="AddQuantTradeAI"/>.</summary>
    public const string LocalKey = "local";
}
