using System.Diagnostics;
using System.Net.WebSockets;

namespace QuantTradeAI.Bench.EndToEnd;

/// <summary>The least that any client does: receives the same frames and drops them.</summary>
internal static class BareLoop
{
    public static async Task<double> RunAsync(Uri url, long frames)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(url, default);
        await socket.SendAsync("""{"method":"SUBSCRIBE","params":["btcusdt@trade"],"id":1}"""u8.ToArray(), WebSocketMessageType.Text, true, default);
        var buffer = new byte[64 * 1024];
        await socket.ReceiveAsync(buffer.AsMemory(), default);
        await socket.ReceiveAsync(buffer.AsMemory(), default);
        var began = Stopwatch.GetTimestamp();
        for (long i = 1; i < frames; i++)
            await socket.ReceiveAsync(buffer.AsMemory(), default);
        return frames / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
