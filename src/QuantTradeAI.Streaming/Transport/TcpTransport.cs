using System.Net.Security;
using System.Net.Sockets;

namespace QuantTradeAI.Streaming.Transport;

/// <summary>The TCP connection beneath one WebSocket, kept in sight for what the system knows of it.</summary>
internal sealed class TcpTransport : IDisposable
{
    private Socket? _socket;

    public TcpTransport(RemoteCertificateValidationCallback? validateCertificate)
    {
        Invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = ConnectAsync,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = validateCertificate },
        });
    }

    /// <summary>Opens it.</summary>
    public HttpMessageInvoker Invoker { get; }

    /// <summary>The smoothed round trip; null where the system does not tell, or when it has ended.</summary>
    public TimeSpan? RoundTrip => _socket is { } socket ? TcpInfo.RoundTripOf(socket) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Invoker.Dispose();
        _socket?.Dispose();
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        _socket = socket;
        return new NetworkStream(socket, ownsSocket: true);
    }
}
