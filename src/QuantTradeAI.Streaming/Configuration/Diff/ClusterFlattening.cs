namespace QuantTradeAI.Streaming.Configuration.Diff;

/// <summary>The <c>cluster</c> section as values by path.</summary>
internal static class ClusterFlattening
{
    public static void Add(ConfigScope scope, ClusterConfig cluster)
    {
        scope.Text("cluster_id", cluster.ClusterId);
        scope.Text("service_id", cluster.ServiceId);
        var clustering = scope.Under("clustering");
        clustering.Text("kind", cluster.Clustering.Kind);
        clustering.Text("provider", cluster.Clustering.Provider);
        clustering.Secret("connection", cluster.Clustering.Connection);
        clustering.Number("primary_port", cluster.Clustering.PrimaryPort);
        var storage = scope.Under("grain_storage");
        storage.Text("kind", cluster.GrainStorage.Kind);
        storage.Text("provider", cluster.GrainStorage.Provider);
        storage.Secret("connection", cluster.GrainStorage.Connection);
        Add(scope.Under("streams"), cluster.Streams);
        Add(scope.Under("membership"), cluster.Membership);
        var endpoints = scope.Under("endpoints");
        endpoints.Text("advertised_address", cluster.Endpoints.AdvertisedAddress);
        endpoints.Number("silo_port", cluster.Endpoints.SiloPort);
        endpoints.Number("gateway_port", cluster.Endpoints.GatewayPort);
        if (cluster.Tls is { } tls)
            Add(scope.Under("tls"), tls);
        scope.Seconds("supervision_interval", cluster.SupervisionInterval);
        scope.Seconds("fencing_interval", cluster.FencingInterval);
        scope.Seconds("shutdown_timeout", cluster.ShutdownTimeout);
        scope.Number("lane_capacity", cluster.LaneCapacity);
    }

    private static void Add(ConfigScope scope, ClusterStreamsConfig streams)
    {
        scope.Text("provider", streams.Provider);
        scope.Secret("connection", streams.Connection);
        scope.Number("poll_period_ms", streams.PollPeriod.TotalMilliseconds);
        scope.Number("partitions", streams.Partitions);
        scope.Number("batch_size", streams.BatchSize);
        scope.Seconds("cache_least", streams.CacheLeast);
        scope.Seconds("cache_most", streams.CacheMost);
    }

    private static void Add(ConfigScope scope, MembershipConfig membership)
    {
        scope.Number("probe_timeout_ms", membership.ProbeTimeout.TotalMilliseconds);
        scope.Number("max_probe_timeout_ms", membership.MaxProbeTimeout.TotalMilliseconds);
        scope.Number("missed_probes", membership.MissedProbes);
        scope.Number("votes", membership.Votes);
        scope.Number("probed_silos", membership.ProbedSilos);
        scope.Seconds("alive_interval", membership.AliveInterval);
        scope.Seconds("refresh_interval", membership.RefreshInterval);
    }

    private static void Add(ConfigScope scope, ClusterTlsConfig tls)
    {
        scope.Text("certificate", tls.Certificate);
        scope.Text("key", tls.Key);
        scope.Text("ca", tls.Ca);
        scope.Flag("require_client_certificate", tls.RequireClientCertificate);
        scope.Text("host_name", tls.HostName);
    }
}
