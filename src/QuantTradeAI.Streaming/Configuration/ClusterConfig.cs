namespace QuantTradeAI.Streaming.Configuration;

/// <summary><c>cluster</c>: how silos find each other and work together. A gateway of one process reads it and does not use it.</summary>
public sealed record ClusterConfig
{
    /// <summary><see cref="ClusterId"/> and <see cref="ServiceId"/> unless told otherwise.</summary>
    public const string DefaultId = "quanttradeai";

    /// <summary><see cref="LaneCapacity"/> unless told otherwise.</summary>
    public const int DefaultLaneCapacity = 8192;

    /// <summary>Largest <see cref="LaneCapacity"/>.</summary>
    public const int MaxLaneCapacity = 1 << 20;

    /// <summary><see cref="SupervisionInterval"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultSupervisionInterval = TimeSpan.FromSeconds(1);

    /// <summary><see cref="FencingInterval"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultFencingInterval = TimeSpan.FromSeconds(5);

    /// <summary><see cref="ShutdownTimeout"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultShutdownTimeout = TimeSpan.FromSeconds(25);

    /// <summary><c>cluster_id</c>: silos and clients that name the same one are one cluster.</summary>
    public string ClusterId { get; init; } = DefaultId;

    /// <summary><c>service_id</c>: what states are stored under; it stays the same when clusters replace each other.</summary>
    public string ServiceId { get; init; } = DefaultId;

    /// <summary><c>clustering</c>: where silos find each other.</summary>
    public ClusteringConfig Clustering { get; init; } = new();

    /// <summary><c>grain_storage</c>: where the states of grains are kept.</summary>
    public GrainStorageConfig GrainStorage { get; init; } = new();

    /// <summary><c>streams</c>: what carries events to clients.</summary>
    public ClusterStreamsConfig Streams { get; init; } = new();

    /// <summary><c>membership</c>: how soon a silo that is silent counts as dead.</summary>
    public MembershipConfig Membership { get; init; } = new();

    /// <summary><c>endpoints</c>: where a silo listens.</summary>
    public ClusterEndpointsConfig Endpoints { get; init; } = new();

    /// <summary><c>tls</c>: how connections between silos and clients are protected; null for not at all.</summary>
    public ClusterTlsConfig? Tls { get; init; }

    /// <summary><c>supervision_interval</c>: how often each silo looks whether every configured provider has its grain; from a second to a day.</summary>
    public TimeSpan SupervisionInterval { get; init; } = DefaultSupervisionInterval;

    /// <summary><c>fencing_interval</c>: how often an owner looks whether it still is the owner; from a second to a day.</summary>
    public TimeSpan FencingInterval { get; init; } = DefaultFencingInterval;

    /// <summary><c>shutdown_timeout</c>: how long a silo may take to hand over and end; from a second to a day.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = DefaultShutdownTimeout;

    /// <summary><c>lane_capacity</c>: events that may wait for one symbol between a provider and its symbol grain; from 1 to <see cref="MaxLaneCapacity"/>.</summary>
    public int LaneCapacity { get; init; } = DefaultLaneCapacity;
}
