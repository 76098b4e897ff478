using System.Text.Json.Nodes;

namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary>The <c>cluster</c> section.</summary>
internal static class ClusterSchema
{
    private static readonly NumberRule Port = new(1, ushort.MaxValue);

    private static readonly ChoiceRule Database = new(ClusteringConfig.PostgreSql);

    private static readonly ObjectRule Clustering = new(
        new Key("kind", new ChoiceRule(ClusteringConfig.LocalhostKind, ClusteringConfig.AdoNetKind, ClusteringConfig.AzureKind), "Where silos find each other.")
        {
            Default = ClusteringConfig.LocalhostKind,
        },
        new Key("provider", Database, "The database of adonet.") { Default = ClusteringConfig.PostgreSql },
        new Key("connection", Rules.Secret, "The connection string of adonet and azure."),
        new Key("primary_port", Port, "Of localhost: the silo port of the first silo, with which the cluster ends.") { Default = ClusterEndpointsConfig.DefaultSiloPort });

    private static readonly ObjectRule GrainStorage = new(
        new Key(
            "kind", new ChoiceRule(GrainStorageConfig.SqliteKind, GrainStorageConfig.MemoryKind, GrainStorageConfig.AdoNetKind, GrainStorageConfig.AzureKind),
            "Where the states of grains are kept; sqlite is a file in the data directory, for silos of one machine.")
        {
            Default = GrainStorageConfig.SqliteKind,
        },
        new Key("provider", Database, "The database of adonet.") { Default = ClusteringConfig.PostgreSql },
        new Key("connection", Rules.Secret, "The connection string of adonet and azure."));

    private static readonly ObjectRule Streams = new(
        new Key(
            "provider", new ChoiceRule(ClusterStreamsConfig.PushProvider, ClusterStreamsConfig.MemoryProvider, ClusterStreamsConfig.AzureQueueProvider),
            "What carries events to clients: push hands them on at once, memory and azure_queue are queues that are polled. The same on every silo and client.")
        {
            Default = ClusterStreamsConfig.PushProvider,
        },
        new Key("connection", Rules.Secret, "The connection string of azure_queue."),
        new Key("poll_period_ms", Rules.Milliseconds(), "How often each queue is looked into.") { Default = Milliseconds(ClusterStreamsConfig.DefaultPollPeriod) },
        new Key("partitions", new NumberRule(1, ClusterStreamsConfig.MaxPartitions), "Queues, each read by one silo; the same on every silo and client.")
        {
            Default = ClusterStreamsConfig.DefaultPartitions,
        },
        new Key("batch_size", new NumberRule(1, ClusterStreamsConfig.MaxBatchSize), "Stream items that one delivery may carry.")
        {
            Default = ClusterStreamsConfig.DefaultBatchSize,
        },
        new Key("cache_least", Rules.Seconds(), "How long an item is held at least for subscribers that are behind.")
        {
            Default = StreamingSchema.Seconds(ClusterStreamsConfig.DefaultCacheLeast),
        },
        new Key("cache_most", Rules.Seconds(), "How much older than the newest an item may be until it is let go.")
        {
            Default = StreamingSchema.Seconds(ClusterStreamsConfig.DefaultCacheMost),
        });

    private static readonly ObjectRule Membership = new(
        new Key("probe_timeout_ms", Rules.Milliseconds(), "How long the first probes of a silo wait for their answers; later ones half as long where answers are fast.")
        {
            Default = Milliseconds(MembershipConfig.DefaultProbeTimeout),
        },
        new Key("max_probe_timeout_ms", Rules.Milliseconds(), "How long a probe waits at most; a silo that is only silent is left alone for missed_probes times as long.")
        {
            Default = Milliseconds(MembershipConfig.DefaultMaxProbeTimeout),
        },
        new Key("missed_probes", new NumberRule(1, MembershipConfig.MaxMissedProbes), "Probes in a row without an answer that make a silo suspect.")
        {
            Default = MembershipConfig.DefaultMissedProbes,
        },
        new Key("votes", new NumberRule(1, MembershipConfig.MaxProbedSilos), "Silos that must suspect a silo until it counts as dead.")
        {
            Default = MembershipConfig.DefaultVotes,
        },
        new Key("probed_silos", new NumberRule(1, MembershipConfig.MaxProbedSilos), "How many silos each one probes.")
        {
            Default = MembershipConfig.DefaultProbedSilos,
        },
        new Key("alive_interval", Rules.Seconds(), "How often a silo writes down that it is alive; a start waits for none that has not for three times as long.")
        {
            Default = StreamingSchema.Seconds(MembershipConfig.DefaultAliveInterval),
        },
        new Key("refresh_interval", Rules.Seconds(), "How often the list of silos is read anew, besides being told of changes.")
        {
            Default = StreamingSchema.Seconds(MembershipConfig.DefaultRefreshInterval),
        });

    private static readonly ObjectRule Endpoints = new(
        new Key("advertised_address", Rules.Host, "Where other silos and clients reach this one; the machine's own address when absent, 127.0.0.1 with localhost."),
        new Key("silo_port", Port, "The port for other silos.") { Default = ClusterEndpointsConfig.DefaultSiloPort },
        new Key("gateway_port", Port, "The port for clients.") { Default = ClusterEndpointsConfig.DefaultGatewayPort });

    private static readonly ObjectRule Tls = new(
        new Key("certificate", Rules.Text, "The PEM file of this silo's certificate, relative to this file.") { IsRequired = true },
        new Key("key", Rules.Text, "The PEM file of its private key.") { IsRequired = true },
        new Key("ca", Rules.Text, "The PEM file of the authorities that are accepted; those that the machine trusts when absent."),
        new Key("require_client_certificate", Rules.Flag, "Whether who connects must show a certificate, too.") { Default = true },
        new Key("host_name", Rules.Host, "The name that every silo's certificate has; the address that is connected to when absent."));

    public static readonly ObjectRule Root = new(
        new Key("cluster_id", Rules.Name, "Silos and clients that name the same one are one cluster.") { Default = ClusterConfig.DefaultId },
        new Key("service_id", Rules.Name, "What states are stored under; it stays when clusters replace each other.") { Default = ClusterConfig.DefaultId },
        new Key("clustering", Clustering, "Where silos find each other."),
        new Key("grain_storage", GrainStorage, "Where the states of grains are kept."),
        new Key("streams", Streams, "What carries events from symbol grains to clients."),
        new Key("membership", Membership, "How soon a silo that is silent counts as dead."),
        new Key("endpoints", Endpoints, "Where a silo listens."),
        new Key("tls", Tls, "How connections between silos and clients are protected; not at all when absent."),
        new Key("supervision_interval", Rules.Seconds(), "How often each silo looks whether every provider has its grain.")
        {
            Default = StreamingSchema.Seconds(ClusterConfig.DefaultSupervisionInterval),
        },
        new Key("fencing_interval", Rules.Seconds(), "How often an owner looks whether it still is the owner.")
        {
            Default = StreamingSchema.Seconds(ClusterConfig.DefaultFencingInterval),
        },
        new Key("shutdown_timeout", Rules.Seconds(), "How long a silo may take to hand over and end.")
        {
            Default = StreamingSchema.Seconds(ClusterConfig.DefaultShutdownTimeout),
        },
        new Key("lane_capacity", new NumberRule(1, ClusterConfig.MaxLaneCapacity), "Events that may wait for one symbol between a provider and its symbol grain.")
        {
            Default = ClusterConfig.DefaultLaneCapacity,
        });

    private static JsonNode Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
