using Microsoft.Extensions.DependencyInjection;

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
        return silo;
    }

    /// <summary>See <see cref="AddQuantTradeAI"/>.</summary>
    public const string LocalKey = "local";
}
