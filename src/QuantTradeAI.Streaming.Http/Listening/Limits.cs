using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace QuantTradeAI.Streaming.Http.Listening;

/// <summary>
/// What a connection may cost. What is over the limits of lines and headers (414, 431), no HTTP (400) or of another version (505) is answered by
/// the web server itself: an empty body, and the connection is closed.
/// </summary>
internal static class Limits
{
    /// <summary>Largest body of a request: the longest reason fits, however it is escaped.</summary>
    public const int MaxBodyBytes = 4 * 1024;

    /// <summary>Longest first line of a request.</summary>
    public const int MaxRequestLineBytes = 4 * 1024;

    /// <summary>All headers of a request together.</summary>
    public const int MaxHeaderBytes = 16 * 1024;

    /// <summary>Most headers of a request.</summary>
    public const int MaxHeaders = 64;

    /// <summary>Connections at once; further ones are closed.</summary>
    public const int MaxConnections = 256;

    /// <summary>A request's headers have arrived by then.</summary>
    public static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    /// <summary>An idle connection is closed after so long.</summary>
    public static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Stopping waits so long for requests that run.</summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    public static void Apply(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.AllowSynchronousIO = false;
        server.Limits.MaxRequestBodySize = MaxBodyBytes;
        server.Limits.MaxRequestLineSize = MaxRequestLineBytes;
        server.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        server.Limits.MaxRequestHeaderCount = MaxHeaders;
        server.Limits.MaxConcurrentConnections = MaxConnections;
        server.Limits.RequestHeadersTimeout = HeadersTimeout;
        server.Limits.KeepAliveTimeout = KeepAliveTimeout;
    }
}
