namespace QuantTradeAI.Streaming.Configuration;

/// <summary><c>cluster.tls</c>: how connections between silos and clients are protected. All files are PEM.</summary>
public sealed record ClusterTlsConfig
{
    /// <summary><c>certificate</c>: the certificate of this silo or client, with those that lead to its authority; by full path.</summary>
    public required string Certificate { get; init; }

    /// <summary><c>key</c>: its private key; by full path.</summary>
    public required string Key { get; init; }

    /// <summary><c>ca</c>: the authorities whose certificates are accepted, by full path; null for those that the machine trusts.</summary>
    public string? Ca { get; init; }

    /// <summary><c>require_client_certificate</c>: whether who connects must show a certificate, too; on by default.</summary>
    public bool RequireClientCertificate { get; init; } = true;

    /// <summary><c>host_name</c>: the name that every silo's certificate has; null for the address that is connected to.</summary>
    public string? HostName { get; init; }
}
