using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Silo.Running;

/// <summary>What one silo is: the configuration, with what the command line said in place of it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Cluster">How it works with others.</param>
/// <param name="Health">What it serves to operators.</param>
/// <param name="StorageFile">The file of grain storage, where that is one; by full path.</param>
internal sealed record SiloPlan(string Name, ClusterConfig Cluster, StreamingHealthConfig Health, string StorageFile)
{
    /// <summary>What simulated venues do says nothing of real ones, so it is kept apart.</summary>
    private const string SimulatedPrefix = "simulated-";

    public static SiloPlan Of(StreamingConfig config, SiloSettings settings)
    {
        var endpoints = config.Cluster.Endpoints with
        {
            SiloPort = settings.SiloPort ?? config.Cluster.Endpoints.SiloPort,
            GatewayPort = settings.GatewayPort ?? config.Cluster.Endpoints.GatewayPort,
        };
        var directory = settings.Data is { } data ? Path.GetFullPath(data) : config.Storage.Directory;
        return new SiloPlan(
            settings.Name ?? $"{Environment.MachineName}-{endpoints.SiloPort}",
            config.Cluster with { Endpoints = endpoints },
            settings.Port is { } port ? On(port, config.Health) : config.Health,
            Path.Combine(directory, (settings.Live ? "" : SimulatedPrefix) + GrainStorageConfig.FileName));
    }

    private static StreamingHealthConfig On(int port, StreamingHealthConfig config) =>
        config with { Api = config.Api with { Port = port }, Metrics = config.Metrics with { Port = port } };
}
