using System.Net;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>An HTTP endpoint of <c>streaming_health</c>.</summary>
public sealed record EndpointConfig
{
    /// <summary><see cref="Host"/> unless told otherwise.</summary>
    public const string DefaultHost = "127.0.0.1";

    /// <summary><c>enabled</c>; off by default.</summary>
    public bool Enabled { get; init; }

    /// <summary><c>host</c>: the address to listen on; see <see cref="IsUnprotected"/>.</summary>
    public string Host { get; init; } = DefaultHost;

    /// <summary><c>port</c>: from 1 to 65535; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary><c>token</c>: the bearer token that callers must show; null for none.</summary>
    public Secret? Token { get; init; }

    /// <summary><c>allow_anonymous</c>: whether anybody may call without a token, on any address; off by default.</summary>
    public bool AllowAnonymous { get; init; }

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => Host == "localhost" || (IPAddress.TryParse(Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Whether anybody who reaches the address could call, and nobody said that they may: it is then served to this machine only.</summary>
    public bool IsUnprotected => !IsLoopback && Token is null && !AllowAnonymous;

    /// <summary><c>symbol_labels</c> of <c>metrics</c>: whether measurements are told symbol by symbol, too; off by default.</summary>
    public bool HasSymbolLabels { get; init; }
}
