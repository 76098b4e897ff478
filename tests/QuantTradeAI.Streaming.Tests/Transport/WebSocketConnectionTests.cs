using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Tests.Subscribers;
using QuantTradeAI.Streaming.Transport;

namespace QuantTradeAI.Streaming.Tests.Transport;

public sealed class WebSocketConnectionTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Text_InManyFragments_IsOneMessage()
    {
        var text = string.Concat(Enumerable.Range(0, 3_000).Select(i => $"{i},"));
        await using var server = LoopbackServer.WebSockets(async (socket, stop) =>
        {
            foreach (var part in Encoding.UTF8.GetBytes(text).Chunk(7))
                await socket.SendAsync(part, WebSocketMessageType.Text, endOfMessage: false, stop);
            await socket.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Text, endOfMessage: true, stop);
            await socket.SendAsync("next"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        using var connection = await ConnectAsync(server);

        Assert.Equal(text.Length, await ReadAsync(connection));
        Assert.Equal(text, Encoding.UTF8.GetString(connection.Message));
        Assert.Equal(4, await ReadAsync(connection));
        Assert.Equal("next", Encoding.UTF8.GetString(connection.Message));
    }

    [Theory]
    [InlineData(15_000_000)]
    [InlineData(16 * 1024 * 1024)]
    public async Task Message_UpToTheLimit_ArrivesWholeAndTheBufferShrinksAgain(int length)
    {
        var payload = new byte[length];
        new Random(7).NextBytes(payload);
        await using var server = LoopbackServer.WebSockets(async (socket, stop) =>
        {
            await socket.SendAsync(payload, WebSocketMessageType.Binary, endOfMessage: true, stop);
            await socket.SendAsync("small"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        using var connection = await ConnectAsync(server);

        Assert.Equal(length, await ReadAsync(connection));
        Assert.Equal(SHA256.HashData(payload), SHA256.HashData(connection.Message));
        Assert.False(connection.IsText);
        Assert.Equal(5, await ReadAsync(connection));
        Assert.True(connection.IsText);
        Assert.Equal("small", Encoding.UTF8.GetString(connection.Message));
    }

    [Theory]
    [InlineData(WebSocketMessageType.Text)]
    [InlineData(WebSocketMessageType.Binary)]
    public async Task Message_OneByteAboveASmallLimit_EndsTheConnection(WebSocketMessageType type)
    {
        await using var server = LoopbackServer.WebSockets(async (socket, stop) =>
        {
            await socket.SendAsync(new byte[1_000], type, endOfMessage: true, stop);
            await socket.SendAsync(new byte[1_001], type, endOfMessage: true, stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        using var connection = await ConnectAsync(server, new ConnectionRules { MaxMessageBytes = 1_000 });

        Assert.Equal(1_000, await ReadAsync(connection));
        var error = await Assert.ThrowsAsync<ProviderConnectionException>(() => ReadAsync(connection));
        Assert.Equal("message_too_large", error.Reason);
        Assert.Contains("1,000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Close_ByTheVenue_TellsCodeAndWords()
    {
        await using var server = LoopbackServer.WebSockets((socket, stop) =>
            socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "Too many requests", stop));
        using var connection = await ConnectAsync(server);

        Assert.Equal(WebSocketConnection.Closed, await ReadAsync(connection));
        Assert.Equal("1008 Too many requests", connection.CloseReason);
    }

    [Fact]
    public async Task Cut_ByTheVenue_IsALostConnection()
    {
        await using var server = LoopbackServer.WebSockets((_, _) => Task.CompletedTask);
        using var connection = await ConnectAsync(server);

        var error = await Assert.ThrowsAsync<ProviderConnectionException>(() => ReadAsync(connection));
        Assert.Equal("connection_lost", error.Reason);
        Assert.Equal("no close frame", connection.CloseReason);
    }

    [Theory]
    [InlineData("A frame that is masked by a server", 0x81, 0x81, 0, 0, 0, 0, 0)]
    [InlineData("A reserved opcode", 0x83, 0x01, 0x20)]
    [InlineData("A reserved bit", 0xC1, 0x01, 0x20)]
    [InlineData("A continuation of nothing", 0x80, 0x01, 0x20)]
    [InlineData("A fragmented ping", 0x09, 0x00)]
    [InlineData("A negative length", 0x81, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF)]
    public async Task Bytes_ThatAreNoFrame_AreALostConnection(string what, params int[] bytes)
    {
        await using var server = LoopbackServer.Raw(async (stream, stop) =>
        {
            await LoopbackServer.UpgradeAsync(stream, stop);
            await stream.WriteAsync(bytes.Select(b => (byte)b).ToArray(), stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        using var connection = await ConnectAsync(server);

        var error = await Assert.ThrowsAsync<ProviderConnectionException>(() => ReadAsync(connection));
        Assert.True(error.Reason == "connection_lost", $"{what}: {error.Reason}");
    }

    [Fact]
    public async Task Frame_ThatAnnouncesExabytes_CostsNothingUntilTheyCome()
    {
        await using var server = LoopbackServer.Raw(async (stream, stop) =>
        {
            await LoopbackServer.UpgradeAsync(stream, stop);
            var header = new byte[10];
            (header[0], header[1]) = (0x81, 127);
            BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(2), long.MaxValue);
            await stream.WriteAsync(header, stop);
            var noise = new byte[64 * 1024];
            while (true)
                await stream.WriteAsync(noise, stop);
        });
        using var connection = await ConnectAsync(server, new ConnectionRules { MaxMessageBytes = 1024 * 1024 });

        var error = await Assert.ThrowsAsync<ProviderConnectionException>(() => ReadAsync(connection));
        Assert.Equal("message_too_large", error.Reason);
    }

    [Fact]
    public async Task Abort_EndsAWaitingRead()
    {
        await using var server = LoopbackServer.WebSockets((_, stop) => Task.Delay(Timeout.Infinite, stop));
        using var connection = await ConnectAsync(server);
        var reading = connection.ReceiveAsync().AsTask();
        Assert.False(reading.IsCompleted);

        connection.Abort();

        var error = await Assert.ThrowsAsync<ProviderConnectionException>(() => reading.Within("the read's end"));
        Assert.Equal("connection_lost", error.Reason);
    }

    [Theory] // The reader is between two reads, or waits for a subscriber, when its connection is cut.
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_AfterTheEnd_IsALostConnection(bool disposed)
    {
        await using var server = LoopbackServer.WebSockets((_, stop) => Task.Delay(Timeout.Infinite, stop));
        using var connection = await ConnectAsync(server);
        connection.Abort();
        if (disposed)
            connection.Dispose();

        var error = await Assert.ThrowsAsync<ProviderConnectionException>(() => ReadAsync(connection));
        Assert.Equal("connection_lost", error.Reason);
        error = await Assert.ThrowsAsync<ProviderConnectionException>(() => connection.SendAsync(new byte[1]).AsTask());
        Assert.Equal("send_failed", error.Reason);
        await connection.CloseAsync().Within("a close after the end");
        connection.Abort();
        connection.Dispose();
    }

    [Fact]
    public async Task Send_ToAPeerThatDoesNotRead_EndsAtTheDeadline()
    {
        await using var server = LoopbackServer.WebSockets((_, stop) => Task.Delay(Timeout.Infinite, stop));
        using var connection = await ConnectAsync(server, new ConnectionRules { SendTimeout = TimeSpan.FromSeconds(5) });
        var sending = connection.SendAsync(new byte[64 * 1024 * 1024]).AsTask();

        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(sending.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        var error = await Assert.ThrowsAsync<ProviderConnectionException>(() => sending.Within("the deadline"));
        Assert.Equal("send_failed", error.Reason);
    }

    [Fact]
    public async Task Close_OfAPeerThatDoesNotRead_CutsAtTheDeadline()
    {
        await using var server = LoopbackServer.WebSockets((_, stop) => Task.Delay(Timeout.Infinite, stop));
        using var connection = await ConnectAsync(server, new ConnectionRules { SendTimeout = TimeSpan.FromMinutes(5), CloseTimeout = TimeSpan.FromSeconds(2) });
        var sending = connection.SendAsync(new byte[64 * 1024 * 1024]).AsTask();
        var closing = connection.CloseAsync();
        Assert.False(closing.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(2));

        await closing.Within("the close");
        await Assert.ThrowsAsync<ProviderConnectionException>(() => sending.Within("the send's end"));
    }

    [Fact] // .NET's own timers drive pings: this one takes real time, but waits on nothing else than the read's end.
    public async Task Peer_ThatNeverAnswersPings_IsDead()
    {
        await using var server = LoopbackServer.WebSockets((_, stop) => Task.Delay(Timeout.Infinite, stop));
        using var connection = await ConnectAsync(
            server, new ConnectionRules { PingInterval = TimeSpan.FromMilliseconds(50), PongTimeout = TimeSpan.FromMilliseconds(100) });

        var error = await Assert.ThrowsAsync<ProviderConnectionException>(() => ReadAsync(connection));
        Assert.Equal("connection_lost", error.Reason);
    }

    [Fact]
    public async Task Peer_ThatAnswersPings_Lives()
    {
        var pings = 0;
        await using var server = LoopbackServer.Raw(async (stream, stop) =>
        {
            await LoopbackServer.UpgradeAsync(stream, stop);
            var frame = new byte[256];
            while (pings < 4)
            {
                await stream.ReadExactlyAsync(frame.AsMemory(0, 6), stop);
                var length = frame[1] & 0x7F;
                await stream.ReadExactlyAsync(frame.AsMemory(6, length), stop);
                for (var i = 0; i < length; i++)
                    frame[6 + i] ^= frame[2 + i % 4];
                Assert.Equal(0x89, frame[0]);
                pings++;
                await stream.WriteAsync(new byte[] { 0x8A, (byte)length }.Concat(frame[6..(6 + length)]).ToArray(), stop);
            }

            await stream.WriteAsync("\u0081\u0004done".Select(c => (byte)c).ToArray(), stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        using var connection = await ConnectAsync(
            server, new ConnectionRules { PingInterval = TimeSpan.FromMilliseconds(30), PongTimeout = TimeSpan.FromSeconds(5) });

        Assert.Equal(4, await ReadAsync(connection));
        Assert.Equal(4, pings);
    }

    private async Task<WebSocketConnection> ConnectAsync(LoopbackServer server, ConnectionRules? rules = null) =>
        await new WebSocketConnector(_clock).ConnectAsync(server.Url, rules ?? new ConnectionRules(), default).Within("the connection");

    private static Task<int> ReadAsync(WebSocketConnection connection) => Task.Run(async () => await connection.ReceiveAsync()).Within("the read's end");
}
