namespace QuantTradeAI.Streaming.Configuration;

/// <summary><c>cluster.endpoints</c>: where a silo listens.</summary>
public sealed record ClusterEndpointsConfig
{
    /// <summary><see cref="SiloPort"/> unless told otherwise.</summary>
    public const int DefaultSiloPort = 11111;

    /// <summary><see cref="GatewayPort"/> unless told otherwise.</summary>
    public const int DefaultGatewayPort = 30000;

    /// <summary>
    /// <c>advertised_address</c>: the IP address or the host name at which other silos and clients reach this one; null for the machine's own
    /// address, or 127.0.0.1 with <see cref="ClusteringConfig.LocalhostKind"/>.
    /// </summary>
    public string? AdvertisedAddress { get; init; }

    /// <summary><c>silo_port</c>: for other silos; from 1 to 65535.</summary>
    public int SiloPort { get; init; } = DefaultSiloPort;

    /// <summary><c>gateway_port</c>: for clients; from 1 to 65535.</summary>
    public int GatewayPort { get; init; } = DefaultGatewayPort;
}
