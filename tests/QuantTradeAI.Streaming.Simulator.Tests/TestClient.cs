using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace QuantTradeAI.Streaming.Simulator.Tests;

/// <summary>The platform's own WebSocket client, every wait of which has a deadline.</summary>
internal sealed class TestClient : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private TestClient(ClientWebSocket socket) => Socket = socket;

    public ClientWebSocket Socket { get; }

    public static async Task<TestClient> ConnectAsync(Uri url, Action<ClientWebSocketOptions>? configure = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        configure?.Invoke(socket.Options);
        using var deadline = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(url, deadline.Token);
        return new TestClient(socket);
    }

    public static Task<TestClient> ConnectAsync(SimulatedVenue venue, params string[] streams)
        => ConnectAsync(streams.Length == 0 ? venue.WebSocketUrl : new Uri($"{venue.WebSocketUrl}?streams={string.Join('/', streams)}"));

    public async Task SendAsync(string text)
    {
        using var deadline = new CancellationTokenSource(Patience);
        await Socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, deadline.Token);
    }

    /// <summary>Sends a request and returns the next message.</summary>
    public async Task<string> AskAsync(string text)
    {
        await SendAsync(text);
        return await ReceiveAsync($"the answer to {text}");
    }

    public async Task<string> ReceiveAsync(string what)
    {
        var (type, bytes) = await ReceiveMessageAsync(what);
        var closed = $"{Socket.CloseStatus} {Socket.CloseStatusDescription}";
        Assert.True(type == WebSocketMessageType.Text, $"Got a {type} message instead of {what} {closed}");
        return Encoding.UTF8.GetString(bytes);
    }

    public async Task<JsonElement> ReceiveJsonAsync(string what)
    {
        using var document = JsonDocument.Parse(await ReceiveAsync(what));
        return document.RootElement.Clone();
    }

    public async Task<(WebSocketMessageType Type, byte[] Bytes)> ReceiveMessageAsync(string what)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var result = await Socket.ReceiveAsync(buffer, deadline.Token);
                message.Write(buffer, 0, result.Count);
                if (result.EndOfMessage)
                    return (result.MessageType, message.ToArray());
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Did not receive {what}");
        }
    }

    /// <summary>Reads up to the close frame and returns its code and reason.</summary>
    public async Task<(WebSocketCloseStatus? Code, string? Reason)> ReceiveCloseAsync()
    {
        while ((await ReceiveMessageAsync("a close frame")).Type != WebSocketMessageType.Close)
        {
        }
        using var deadline = new CancellationTokenSource(Patience);
        await Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, deadline.Token);
        return (Socket.CloseStatus, Socket.CloseStatusDescription);
    }

    public async Task CloseAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", deadline.Token);
    }

    public void Dispose() => Socket.Dispose();
}
