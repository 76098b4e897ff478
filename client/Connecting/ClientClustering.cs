using Orleans.Configuration;
using QuantTradeAI.Cluster.Client;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Client.Connecting;

/// <summary>Where silos are, and how connections to them are protected.</summary>
internal static class ClientClustering
{
    /// <summary>What Orleans calls PostgreSQL.</summary>
    private const string PostgreSqlInvariant = "Npgsql";

    public static string Describe(ClusterConfig config) => config.Clustering.Kind == ClusteringConfig.LocalhostKind
        ? $"on this machine at port {config.Endpoints.GatewayPort}"
        : $"that '{config.ClusterId}' is listed in ({config.Clustering.Kind})";

    public static ClientStreams StreamsOf(ClusterConfig config) => config.Streams.Provider switch
    {
        ClusterStreamsConfig.PushProvider => ClientStreams.Push,
        ClusterStreamsConfig.MemoryProvider => ClientStreams.Memory,
        var other => throw new CommandFailedException($"streaming.cluster.streams.provider: {other} is not part of this program; it has push and memory"),
    };

    public static void Configure(IClientBuilder client, ClusterConfig config)
    {
        client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (config.ClusterId, config.ServiceId));
        switch (config.Clustering.Kind)
        {
            case ClusteringConfig.LocalhostKind:
                client.UseLocalhostClustering(config.Endpoints.GatewayPort, config.ServiceId, config.ClusterId);
                break;
            case ClusteringConfig.AdoNetKind:
                var connection = config.Clustering.Connection!.Reveal();
                client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (PostgreSqlInvariant, connection));
                break;
            default:
                throw new CommandFailedException($"streaming.cluster.clustering.kind: {config.Clustering.Kind} is not part of this program; it has localhost and adonet");
        }

        if (config.Tls is { } tls)
            ClientTls.Add(client, tls);
    }
}
