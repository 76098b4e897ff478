using System.Net.Sockets;
using System.Text;

namespace QuantTradeAI.Streaming.Simulator.Tests;

/// <summary>A blocking TCP client after the opening handshake, for what no WebSocket client would do.</summary>
internal static class RawClient
{
    public static Socket Upgrade(Uri url)
    {
        var timeout = (int)TestClient.Patience.TotalMilliseconds;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp)
        {
            ReceiveBufferSize = 1 << 20,
            ReceiveTimeout = timeout,
            SendTimeout = timeout,
        };
        socket.Connect(url.Host, url.Port);
        var request = $"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        socket.Send(Encoding.ASCII.GetBytes(request));
        var response = new byte[1024];
        var count = socket.Receive(response);
        Assert.Contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", Encoding.ASCII.GetString(response, 0, count), StringComparison.Ordinal);
        return socket;
    }
}
