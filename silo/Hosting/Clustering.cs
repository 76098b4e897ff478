using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Silo.Hosting;

/// <summary>Where silos find each other, where this one listens, and how soon a silent one counts as dead.</summary>
internal static class Clustering
{
    /// <summary>What Orleans calls PostgreSQL.</summary>
    public const string PostgreSqlInvariant = "Npgsql";

    public static void Add(ISiloBuilder silo, ClusterConfig config)
    {
        silo.Configure<ClusterMembershipOptions>(options => Apply(config.Membership, options));
        if (config.Clustering.Kind == ClusteringConfig.LocalhostKind)
        {
            AddLocalhost(silo, config);
            return;
        }

        AddEndpoints(silo, config.Endpoints);
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, StaleMembers>();
        var connection = config.Clustering.Connection!.Reveal();
        if (config.Clustering.Kind == ClusteringConfig.AdoNetKind)
            silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (PostgreSqlInvariant, connection));
        else
            AzureModule.AddClustering(silo, connection);
    }

    internal static void Apply(MembershipConfig config, ClusterMembershipOptions options)
    {
        options.ProbeTimeout = config.ProbeTimeout;
        options.MaxProbeTimeout = config.MaxProbeTimeout;
        options.NumMissedProbesLimit = config.MissedProbes;
        options.NumVotesForDeathDeclaration = config.Votes;
        options.NumProbedSilos = config.ProbedSilos;
        options.IAmAliveTablePublishTimeout = config.AliveInterval;
        options.TableRefreshTimeout = config.RefreshInterval;
    }

    private static void AddLocalhost(ISiloBuilder silo, ClusterConfig config)
    {
        var (port, primary) = (config.Endpoints.SiloPort, config.Clustering.PrimaryPort);
        var first = port == primary ? null : new IPEndPoint(IPAddress.Loopback, primary);
        silo.UseLocalhostClustering(port, config.Endpoints.GatewayPort, first, config.ServiceId, config.ClusterId);
    }

    private static void AddEndpoints(ISiloBuilder silo, ClusterEndpointsConfig config)
    {
        if (IPAddress.TryParse(config.AdvertisedAddress, out var address))
            silo.ConfigureEndpoints(address, config.SiloPort, config.GatewayPort, listenOnAnyHostAddress: !IPAddress.IsLoopback(address));
        else
            silo.ConfigureEndpoints(config.AdvertisedAddress, config.SiloPort, config.GatewayPort, AddressFamily.InterNetwork, listenOnAnyHostAddress: true);
    }
}
