using QuantTradeAI.Streaming.Gateway;

namespace QuantTradeAI.Cluster;

/// <summary>What the engine takes from a silo's host.</summary>
public sealed record ClusterHostOptions
{
    /// <summary>The streaming configuration's file. It is offered to the cluster when the silo starts and when it changes.</summary>
    public required string ConfigPath { get; init; }

    /// <summary>Adapters, environment, clock, log and the like, as for a gateway.</summary>
    public GatewayOptions Engine { get; init; } = new();

    /// <summary>The silo's name in logs and status; may be empty.</summary>
    public string SiloName { get; init; } = "";
}
