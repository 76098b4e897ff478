using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>The <c>cluster</c> section to records, and what no schema can say of it.</summary>
internal sealed class ClusterMapping(string file, ProblemList problems)
{
    public ClusterConfig Map(ConfigNode? node) => new()
    {
        ClusterId = node.Text("cluster_id") ?? ClusterConfig.DefaultId,
        ServiceId = node.Text("service_id") ?? ClusterConfig.DefaultId,
        Clustering = MapClustering(node.Member("clustering")),
        GrainStorage = MapStorage(node.Member("grain_storage")),
        Streams = MapStreams(node.Member("streams")),
        Membership = MapMembership(node.Member("membership")),
        Endpoints = MapEndpoints(node.Member("endpoints")),
        Tls = node.Member("tls") is { } tls ? MapTls(tls) : null,
        SupervisionInterval = node.Seconds("supervision_interval") ?? ClusterConfig.DefaultSupervisionInterval,
        FencingInterval = node.Seconds("fencing_interval") ?? ClusterConfig.DefaultFencingInterval,
        ShutdownTimeout = node.Seconds("shutdown_timeout") ?? ClusterConfig.DefaultShutdownTimeout,
        LaneCapacity = node.Whole("lane_capacity") ?? ClusterConfig.DefaultLaneCapacity,
    };

    private ClusteringConfig MapClustering(ConfigNode? node)
    {
        NeedConnection(node, "kind", ClusteringConfig.AdoNetKind, ClusteringConfig.AzureKind);
        return new ClusteringConfig
        {
            Kind = node.Text("kind") ?? ClusteringConfig.LocalhostKind,
            Provider = node.Text("provider") ?? ClusteringConfig.PostgreSql,
            Connection = node.Secret("connection"),
            PrimaryPort = node.Whole("primary_port") ?? ClusterEndpointsConfig.DefaultSiloPort,
        };
    }

    private GrainStorageConfig MapStorage(ConfigNode? node)
    {
        NeedConnection(node, "kind", GrainStorageConfig.AdoNetKind, GrainStorageConfig.AzureKind);
        return new GrainStorageConfig
        {
            Kind = node.Text("kind") ?? GrainStorageConfig.SqliteKind,
            Provider = node.Text("provider") ?? ClusteringConfig.PostgreSql,
            Connection = node.Secret("connection"),
        };
    }

    private ClusterStreamsConfig MapStreams(ConfigNode? node)
    {
        NeedConnection(node, "provider", ClusterStreamsConfig.AzureQueueProvider);
        var streams = new ClusterStreamsConfig
        {
            Provider = node.Text("provider") ?? ClusterStreamsConfig.PushProvider,
            Connection = node.Secret("connection"),
            PollPeriod = node.Milliseconds("poll_period_ms") ?? ClusterStreamsConfig.DefaultPollPeriod,
            Partitions = node.Whole("partitions") ?? ClusterStreamsConfig.DefaultPartitions,
            BatchSize = node.Whole("batch_size") ?? ClusterStreamsConfig.DefaultBatchSize,
            CacheLeast = node.Seconds("cache_least") ?? ClusterStreamsConfig.DefaultCacheLeast,
            CacheMost = node.Seconds("cache_most") ?? ClusterStreamsConfig.DefaultCacheMost,
        };
        if (streams.CacheMost < streams.CacheLeast)
            AddAt(node, "cache_most", "cache_least", $"got {streams.CacheMost.TotalSeconds:0}; expected at least cache_least, {streams.CacheLeast.TotalSeconds:0}");
        return streams;
    }

    private MembershipConfig MapMembership(ConfigNode? node)
    {
        var membership = new MembershipConfig
        {
            ProbeTimeout = node.Milliseconds("probe_timeout_ms") ?? MembershipConfig.DefaultProbeTimeout,
            MaxProbeTimeout = node.Milliseconds("max_probe_timeout_ms") ?? MembershipConfig.DefaultMaxProbeTimeout,
            MissedProbes = node.Whole("missed_probes") ?? MembershipConfig.DefaultMissedProbes,
            Votes = node.Whole("votes") ?? MembershipConfig.DefaultVotes,
            ProbedSilos = node.Whole("probed_silos") ?? MembershipConfig.DefaultProbedSilos,
            AliveInterval = node.Seconds("alive_interval") ?? MembershipConfig.DefaultAliveInterval,
            RefreshInterval = node.Seconds("refresh_interval") ?? MembershipConfig.DefaultRefreshInterval,
        };
        var (least, most) = (membership.ProbeTimeout.TotalMilliseconds, membership.MaxProbeTimeout.TotalMilliseconds);
        if (most < least)
            AddAt(node, "max_probe_timeout_ms", "probe_timeout_ms", FormattableString.Invariant($"got {most}; expected at least probe_timeout_ms, {least}"));
        if (membership.Votes > membership.ProbedSilos)
            AddAt(node, "votes", "probed_silos", $"got {membership.Votes}; expected at most probed_silos, {membership.ProbedSilos}");
        return membership;
    }

    private ClusterEndpointsConfig MapEndpoints(ConfigNode? node)
    {
        var endpoints = new ClusterEndpointsConfig
        {
            AdvertisedAddress = node.Text("advertised_address"),
            SiloPort = node.Whole("silo_port") ?? ClusterEndpointsConfig.DefaultSiloPort,
            GatewayPort = node.Whole("gateway_port") ?? ClusterEndpointsConfig.DefaultGatewayPort,
        };
        if (endpoints.SiloPort == endpoints.GatewayPort)
            AddAt(node, "gateway_port", "silo_port", $"got {endpoints.GatewayPort}; expected another port than silo_port");
        return endpoints;
    }

    private ClusterTlsConfig MapTls(ConfigNode node) => new()
    {
        Certificate = PathOf(node, "certificate") ?? "",
        Key = PathOf(node, "key") ?? "",
        Ca = PathOf(node, "ca"),
        RequireClientCertificate = node.Flag("require_client_certificate") ?? true,
        HostName = node.Text("host_name"),
    };

    private string? PathOf(ConfigNode node, string key) => node.Text(key) is { } path ? Path.GetFullPath(ConfigFile.Beside(file, path)) : null;

    /// <summary>Some kinds are reached by a connection string.</summary>
    private void NeedConnection(ConfigNode? node, string key, params string[] kinds)
    {
        if (node.Member(key) is ScalarNode kind && kinds.Contains(kind.Text) && node.Text("connection") is null
            && !problems.Has(kind.Place.File, ConfigPath.Join(node!.Path, "connection")))
        {
            problems.Add(kind with { Path = ConfigPath.Join(node.Path, "connection") }, $"missing; expected the connection string of {key} {kind.Text}, best a placeholder such as ${{VAR}} or ${{file:/run/secrets/x}}");
        }
    }

    /// <summary>A problem of two keys, of which one may be absent.</summary>
    private void AddAt(ConfigNode? node, string key, string other, string message)
    {
        if ((node.Member(key) ?? node.Member(other)) is { } there)
            problems.Add(there with { Path = ConfigPath.Join(node!.Path, key) }, message);
    }
}
