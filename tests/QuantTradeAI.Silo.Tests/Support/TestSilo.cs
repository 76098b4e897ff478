using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization.Configuration;
using Orleans.Storage;
using QuantTradeAI.Cluster;
using QuantTradeAI.Silo.Hosting;
using QuantTradeAI.Silo.Running;
using QuantTradeAI.Silo.Schema;
using QuantTradeAI.Silo.Tests.Hosting;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Silo.Tests.Support;

/// <summary>A silo as the program builds it, without the engine, on free ports.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly IHost _host;

    private TestSilo(IHost host) => _host = host;

    public IGrainStorage Storage => _host.Services.GetRequiredKeyedService<IGrainStorage>(ClusterHosting.StorageName);

    public IGrainStorage PubSub => _host.Services.GetRequiredKeyedService<IGrainStorage>(GrainStorages.PubSubName);

    public IServiceProvider Services => _host.Services;

    /// <summary>A cluster of this machine.</summary>
    public static Task<TestSilo> StartAsync(ClusterConfig config, string storageFile = "") => StartAsync(config, storageFile, FreePorts.Two());

    /// <summary>A cluster of this machine; the first one's port is the primary one.</summary>
    public static async Task<TestSilo> StartAsync(ClusterConfig config, string storageFile, (int Silo, int Gateway) ports, int? primary = null)
    {
        if (config.GrainStorage.Kind == GrainStorageConfig.SqliteKind)
            await SchemaDatabases.Sqlite(storageFile).ApplyAsync(CancellationToken.None);
        config = config with
        {
            Clustering = config.Clustering with { PrimaryPort = primary ?? ports.Silo },
            Endpoints = new ClusterEndpointsConfig { AdvertisedAddress = "127.0.0.1", SiloPort = ports.Silo, GatewayPort = ports.Gateway },
        };
        var plan = new SiloPlan($"silo-{ports.Silo}", config, new StreamingHealthConfig(), storageFile);
        var host = SiloHost.Build(plan, NullLoggerFactory.Instance, static silo => silo.Services.Configure<TypeManifestOptions>(types => types.AddAllowedType(typeof(StorageContract.Kept))));
        try
        {
            await host.StartAsync().WaitAsync(Deadline);
            return new TestSilo(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>Waits until this silo knows of so many active ones.</summary>
    public async Task WhenActiveAsync(int count)
    {
        var membership = Services.GetRequiredService<IClusterMembershipService>();
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(deadline.Token))
            {
                if (snapshot.Members.Values.Count(member => member.Status == SiloStatus.Active) == count)
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Waited {Deadline.TotalSeconds} s in vain for {count} active silos; it knows of {string.Join(", ", membership.CurrentSnapshot.Members.Values)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().WaitAsync(Deadline);
        _host.Dispose();
    }
}
