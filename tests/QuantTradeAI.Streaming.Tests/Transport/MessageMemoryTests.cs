using System.Net.WebSockets;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Tests.Subscribers;
using QuantTradeAI.Streaming.Transport;

namespace QuantTradeAI.Streaming.Tests.Transport;

[Collection(AloneCollection.Name)]
public sealed class MessageMemoryTests
{
    [Fact]
    public async Task Message_WithoutEnd_EndsTheConnectionBeforeItCostsMemory()
    {
        const int Limit = 1024 * 1024;
        await using var server = LoopbackServer.WebSockets(async (socket, stop) =>
        {
            var part = new byte[256 * 1024];
            while (true)
                await socket.SendAsync(part, WebSocketMessageType.Text, endOfMessage: false, stop);
        });
        using var connection = await new WebSocketConnector(TimeProvider.System)
            .ConnectAsync(server.Url, new ConnectionRules { MaxMessageBytes = Limit }, default).Within("the connection");

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var error = await Assert.ThrowsAsync<ProviderConnectionException>(
            () => Task.Run(async () => await connection.ReceiveAsync()).Within("the read's end"));

        Assert.Equal("message_too_large", error.Reason);

        // 2 for the last buffer, 2 for those before, the rest for the sender.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 6 * Limit);
    }
}
