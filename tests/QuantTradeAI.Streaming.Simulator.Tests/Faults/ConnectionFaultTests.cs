using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace QuantTradeAI.Streaming.Simulator.Tests;

public sealed class ConnectionFaultTests
{
    private const string List = """{"method":"LIST_SUBSCRIPTIONS","id":1}""";

    [Fact]
    public async Task GoMute_ThenClear_LosesTheTradesBetweenAndAnswersLate()
    {
        await using var simulator = await Simulators.StartAsync();
        var venue = simulator.Binance;
        using var client = await TestClient.ConnectAsync(venue, "btcusdt@trade");

        venue.Inject(Fault.GoMute);
        Assert.True(Assert.Single(venue.Connections).IsMuted);
        var lost = venue.PublishTrade("BTCUSDT");
        await client.SendAsync(List);
        venue.ClearFaults();

        Assert.Equal("""{"result":["btcusdt@trade"],"id":1}""", await client.ReceiveAsync("the late answer"));
        venue.PublishTrade("BTCUSDT");
        Assert.Equal(lost.Id + 1, IdOf(await client.ReceiveJsonAsync("the next trade")));
    }

    [Fact]
    public async Task GoMute_WhenTheClientLeaves_FreesTheConnection()
    {
        await using var simulator = await Simulators.StartAsync();
        using var client = await TestClient.ConnectAsync(simulator.Binance);
        simulator.Binance.Inject(Fault.GoMute);

        client.Socket.Abort();

        await simulator.Binance.UntilAsync(venue => venue.ConnectionsOpen == 0, "the muted connection's end");
    }

    [Fact]
    public async Task GoMute_AtDefaultScope_SparesTheNextConnection()
    {
        await using var simulator = await Simulators.StartAsync();
        using var muted = await TestClient.ConnectAsync(simulator.Binance, "btcusdt@trade");
        simulator.Binance.Inject(Fault.GoMute);
        using var fresh = await TestClient.ConnectAsync(simulator.Binance, "btcusdt@trade");

        var trade = simulator.Binance.PublishTrade("BTCUSDT");

        Assert.Equal(trade.Id, IdOf(await fresh.ReceiveJsonAsync("the trade")));
    }

    [Fact]
    public async Task PingOnly_KeepsPingingAndAcknowledging()
    {
        var clock = Simulators.Clock();
        await using var simulator = await Simulators.StartAsync(clock);
        using var client = await TestClient.ConnectAsync(simulator.Binance, "btcusdt@trade");

        simulator.Binance.Inject(Fault.PingOnly, FaultScope.All);
        simulator.Binance.PublishTrade("BTCUSDT");
        clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal("""{"result":["btcusdt@trade"],"id":1}""", await client.AskAsync(List));
        await simulator.Binance.UntilAsync(venue => venue.PongsReceived == 1, "the pong");
    }

    [Fact]
    public async Task CloseCleanly_SendsCloseFrame1001()
    {
        await using var simulator = await Simulators.StartAsync();
        using var client = await TestClient.ConnectAsync(simulator.Coinbase);

        simulator.Coinbase.Inject(Fault.CloseCleanly);

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, (await client.ReceiveCloseAsync()).Code);
        await simulator.Coinbase.UntilAsync(venue => venue.ConnectionsOpen == 0, "the connection's end");
    }

    [Fact]
    public async Task CutAbruptly_EndsWithoutCloseFrame()
    {
        await using var simulator = await Simulators.StartAsync();
        using var client = await TestClient.ConnectAsync(simulator.Binance);

        simulator.Binance.Inject(Fault.CutAbruptly);

        var e = await Assert.ThrowsAsync<WebSocketException>(() => client.ReceiveAsync("anything"));
        Assert.Equal(WebSocketError.ConnectionClosedPrematurely, e.WebSocketErrorCode);
        await simulator.Binance.UntilAsync(venue => venue.ConnectionsOpen == 0, "the connection's end");
    }

    [Fact]
    public async Task CutAbruptly_ResetsTheTcpConnection()
    {
        await using var simulator = await Simulators.StartAsync();
        using var socket = RawClient.Upgrade(simulator.Binance.WebSocketUrl);

        simulator.Binance.Inject(Fault.CutAbruptly);

        var e = Assert.Throws<SocketException>(() => socket.Receive(new byte[16]));
        Assert.Equal(SocketError.ConnectionReset, e.SocketErrorCode);
    }

    [Fact]
    public async Task AcceptThenClose_StrikesTheNextConnectionsOnly()
    {
        await using var simulator = await Simulators.StartAsync();
        simulator.Binance.Inject(Fault.AcceptThenClose(2));

        for (var i = 0; i < 2; i++)
        {
            using var closed = await TestClient.ConnectAsync(simulator.Binance);
            Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, (await closed.ReceiveCloseAsync()).Code);
        }
        using var client = await TestClient.ConnectAsync(simulator.Binance);
        Assert.Equal("""{"result":[],"id":1}""", await client.AskAsync(List));
    }

    [Fact]
    public async Task RefuseWith429_SaysWhenToRetry()
    {
        await using var simulator = await Simulators.StartAsync();
        simulator.Coinbase.Inject(Fault.RefuseWith429(TimeSpan.FromSeconds(7)));
        using var refused = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };

        await Assert.ThrowsAsync<WebSocketException>(() => refused.ConnectAsync(simulator.Coinbase.WebSocketUrl, default));
        using var accepted = await TestClient.ConnectAsync(simulator.Coinbase);

        Assert.Equal(System.Net.HttpStatusCode.TooManyRequests, refused.HttpStatusCode);
        Assert.Equal(["7"], refused.HttpResponseHeaders!["Retry-After"]);
        Assert.Equal((1, 1), (simulator.Coinbase.HandshakesRefused, simulator.Coinbase.ConnectionsAccepted));
    }

    [Fact]
    public async Task OddFrames_AreSentAsTheyAre()
    {
        await using var simulator = await Simulators.StartAsync();
        using var client = await TestClient.ConnectAsync(simulator.Binance);

        simulator.Binance.Inject(Fault.GarbageFrame);
        simulator.Binance.Inject(Fault.BinaryFrame);
        simulator.Binance.Inject(Fault.JsonArrayRoot);

        var garbage = await client.ReceiveAsync("the garbage");
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => System.Text.Json.JsonDocument.Parse(garbage));
        Assert.Equal(WebSocketMessageType.Binary, (await client.ReceiveMessageAsync("the binary frame")).Type);
        Assert.Equal(System.Text.Json.JsonValueKind.Array, (await client.ReceiveJsonAsync("the array")).ValueKind);
    }

    [Fact]
    public async Task SlowDrip_DeliversTheSameBytesByAndBy()
    {
        await using var simulator = await Simulators.StartAsync();
        using var client = await TestClient.ConnectAsync(simulator.Binance, "btcusdt@trade");
        simulator.Binance.Inject(Fault.SlowDrip(bytes: 9, TimeSpan.FromMilliseconds(1)));

        var trade = simulator.Binance.PublishTrade("BTCUSDT");

        Assert.Equal(trade.Id, IdOf(await client.ReceiveJsonAsync("the dripping trade")));
    }

    [Fact]
    public async Task SplitFrames_FragmentsEveryMessage()
    {
        await using var simulator = await Simulators.StartAsync();
        simulator.Binance.Inject(Fault.SplitFrames(4));
        using var client = await TestClient.ConnectAsync(simulator.Binance, "btcusdt@trade");

        var trade = simulator.Binance.PublishTrade("BTCUSDT");

        var buffer = new byte[4096];
        var (parts, count) = (0, 0);
        WebSocketReceiveResult part;
        do
        {
            using var deadline = new CancellationTokenSource(TestClient.Patience);
            part = await client.Socket.ReceiveAsync(new ArraySegment<byte>(buffer, count, buffer.Length - count), deadline.Token);
            count += part.Count;
            parts++;
        }
        while (!part.EndOfMessage);
        Assert.Equal(4, parts);
        Assert.Contains($"\"t\":{trade.Id},", Encoding.UTF8.GetString(buffer, 0, count), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerShutdown_IsAnnouncedThenCloses()
    {
        var clock = Simulators.Clock();
        await using var simulator = await Simulators.StartAsync(clock);
        using var client = await TestClient.ConnectAsync(simulator.Binance, "btcusdt@trade");

        simulator.Binance.Inject(Fault.ServerShutdown(TimeSpan.FromSeconds(3)));

        Assert.Equal(
            $$$"""{"stream":"!serverShutdown","data":{"e":"serverShutdown","E":{{{clock.GetUtcNow().ToUnixTimeMilliseconds()}}}}}""",
            await client.ReceiveAsync("the announcement"));
        simulator.Binance.PublishTrade("BTCUSDT");
        await client.ReceiveAsync("a trade before the end");
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, (await client.ReceiveCloseAsync()).Code);
    }

    [Theory]
    [InlineData("binance", "BTCUSDT", """{"method":"SUBSCRIBE","params":["btcusdt@trade"],"id":1}""", "\"e\":\"trade\"")]
    [InlineData("coinbase", "BTC-USD", """{"type":"subscribe","product_ids":["BTC-USD"],"channels":["matches"]}""", "\"last_match\"")]
    [InlineData("example", "AAPL", """{"op":"subscribe","id":1,"channels":["trades:AAPL"]}""", "\"type\":\"trade\"")]
    public async Task DropSubscriptionAck_SubscribesInSilence(string name, string symbol, string request, string first)
    {
        await using var simulator = await Simulators.StartAsync();
        var venue = simulator.Venue(name);
        venue.Inject(Fault.DropSubscriptionAck);
        using var client = await TestClient.ConnectAsync(venue);

        await client.SendAsync(request);
        await venue.UntilAsync(v => v.Subscriptions.Count == 1, "the subscription");
        venue.PublishTrade(symbol);

        Assert.Contains(first, await client.ReceiveAsync("data"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inject_IntoOneConnection_SparesTheOthers()
    {
        await using var simulator = await Simulators.StartAsync();
        using var spared = await TestClient.ConnectAsync(simulator.Binance, "btcusdt@trade");
        using var struck = await TestClient.ConnectAsync(simulator.Binance, "btcusdt@trade");

        simulator.Binance.Inject(Fault.CloseCleanly, simulator.Binance.Connections[1]);
        await struck.ReceiveCloseAsync();
        await simulator.Binance.UntilAsync(venue => venue.ConnectionsOpen == 1, "the struck connection's end");
        var trade = simulator.Binance.PublishTrade("BTCUSDT");

        Assert.Equal(trade.Id, IdOf(await spared.ReceiveJsonAsync("the trade")));
        Assert.Throws<ArgumentException>(() => simulator.Binance.Inject(Fault.Gap(), simulator.Binance.Connections[0]));
    }

    private static long IdOf(System.Text.Json.JsonElement frame) => frame.GetProperty("data").GetProperty("t").GetInt64();
}
