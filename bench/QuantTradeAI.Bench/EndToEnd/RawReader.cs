using System.Net.Sockets;
using System.Text;

namespace QuantTradeAI.Bench.EndToEnd;

/// <summary>Reads bytes and looks at none, so that the server's own speed shows.</summary>
internal static class RawReader
{
    /// <summary>The server's frames a second while this side only empties the socket.</summary>
    public static async Task<double> RunAsync(FloodServer server)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server.Url.Host, server.Url.Port);
        client.ReceiveBufferSize = 4 * 1024 * 1024;
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET {server.Url.AbsolutePath}?streams=btcusdt@trade HTTP/1.1\r\nHost: {server.Url.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        using var done = new CancellationTokenSource();
        var reading = ReadAsync(stream, done.Token);
        var rate = await server.NextFloodAsync();
        await done.CancelAsync();
        await reading;
        return rate;
    }

    private static async Task ReadAsync(NetworkStream stream, CancellationToken done)
    {
        var buffer = new byte[1024 * 1024];
        try
        {
            while (await stream.ReadAsync(buffer, done) > 0)
            {
            }
        }
        catch (OperationCanceledException)
        {
            // All has been sent.
        }
    }
}
