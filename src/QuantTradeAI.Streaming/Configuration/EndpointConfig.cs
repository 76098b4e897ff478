namespace QuantTradeAI.Streaming.Configuration;

/// <summary>An HTTP endpoint of <c>streaming_health</c>.</summary>
public sealed record EndpointConfig
{
    /// <summary><see cref="Host"/> unless told otherwise.</summary>
    public const string DefaultHost = "127.0.0.1";

    /// <summary><c>enabled</c>; off by default.</summary>
    public bool Enabled { get; init; }

    /// <summary><c>host</c>: the address to listen on.</summary>
    public string Host { get; init; } = DefaultHost;

    /// <summary><c>port</c>: from 1 to 65535; 0 takes a free one.</summary>
    public int Port { get; init; }
}
