using Orleans.TestingHost;
using QuantTradeAI.Cluster.Storage;

namespace QuantTradeAI.Cluster.Tests.Storage;

/// <summary>One silo with grain storage in memory.</summary>
public sealed class SiloFixture : IAsyncLifetime
{
    public InProcessTestCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddMemoryGrainStorage(ClusterHosting.StorageName));
        Cluster = builder.Build();
        await Cluster.DeployAsync();
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    /// <summary>The store of a provider, opened by a grain of its own for each <paramref name="test"/>.</summary>
    internal async Task<GrainStateStore> OpenAsync(string test, string provider, string owner)
    {
        var key = $"{test}/{provider}";
        await Cluster.Client.GetGrain<IStoreGrain>(key).OpenAsync(owner);
        return StoreGrain.Stores[(key, owner)];
    }
}
