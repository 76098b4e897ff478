using System.Net.Sockets;
using System.Text;

namespace QuantTradeAI.Streaming.Simulator.Tests;

/// <summary>A TCP client after the opening handshake, for what no WebSocket client would do.</summary>
internal static class RawClient
{
    public static async Task<Socket> UpgradeAsync(Uri url)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 1 << 20 };
        using var deadline = new CancellationTokenSource(TestClient.Patience);
        await socket.ConnectAsync(url.Host, url.Port, deadline.Token);
        var request = $"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(request), deadline.Token);
        var response = new byte[1024];
        var count = await socket.ReceiveAsync(response, deadline.Token);
        Assert.Contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", Encoding.ASCII.GetString(response, 0, count), StringComparison.Ordinal);
        return socket;
    }
}
