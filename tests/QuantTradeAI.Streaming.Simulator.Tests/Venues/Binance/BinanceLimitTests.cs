using System.Net;
using System.Net.WebSockets;

namespace QuantTradeAI.Streaming.Simulator.Tests;

public sealed class BinanceLimitTests
{
    private const string List = """{"method":"LIST_SUBSCRIPTIONS","id":1}""";

    [Fact]
    public async Task Requests_SixWithinOneSecond_CloseWith1008()
    {
        await using var simulator = await Simulators.StartAsync(Simulators.Clock());
        using var client = await TestClient.ConnectAsync(simulator.Binance);

        for (var i = 0; i < 6; i++)
            await client.SendAsync(List);

        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "Too many requests"), await client.ReceiveCloseAsync());
        Assert.Equal(1, simulator.Binance.ProtocolViolations);
    }

    [Fact]
    public async Task Requests_FiveASecond_AreServed()
    {
        var clock = Simulators.Clock();
        await using var simulator = await Simulators.StartAsync(clock);
        using var client = await TestClient.ConnectAsync(simulator.Binance);

        for (var i = 0; i < 10; i++)
        {
            await client.AskAsync(List);
            if (i == 4)
                clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(0, simulator.Binance.ProtocolViolations);
    }

    [Fact]
    public async Task Ping_Answered_KeepsTheConnection()
    {
        var clock = Simulators.Clock();
        await using var simulator = await Simulators.StartAsync(clock);
        using var client = await TestClient.ConnectAsync(simulator.Binance);
        var receiving = client.ReceiveMessageAsync("the shutdown");

        for (var i = 1; i <= 10; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(20));
            var expected = i;
            await simulator.Binance.UntilAsync(venue => venue.PongsReceived == expected, $"pong {i}");
        }

        Assert.Equal(10, simulator.Binance.PingsSent);
        Assert.Equal(1, simulator.Binance.ConnectionsOpen);
        simulator.Binance.Inject(Fault.ServerShutdown(TimeSpan.FromMinutes(1)));
        await receiving;
    }

    [Fact]
    public async Task Ping_Unanswered_ClosesAfterAMinute()
    {
        var clock = Simulators.Clock();
        await using var simulator = await Simulators.StartAsync(clock);
        using var client = await TestClient.ConnectAsync(simulator.Binance);

        for (var i = 0; i < 3; i++)
            clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(3, simulator.Binance.PingsSent);
        clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, (await client.ReceiveCloseAsync()).Code);
    }

    [Fact]
    public async Task Connection_OfADay_IsClosed()
    {
        var clock = Simulators.Clock();
        var options = new SimulatorOptions { TimeProvider = clock, Binance = new() { PingInterval = TimeSpan.FromDays(2) } };
        await using var simulator = await VenueSimulator.StartAsync(options, default);
        using var client = await TestClient.ConnectAsync(simulator.Binance);

        clock.Advance(TimeSpan.FromHours(24));

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, (await client.ReceiveCloseAsync()).Code);
    }

    [Fact]
    public async Task Streams_BeyondTheLimit_AreRefused()
    {
        await using var simulator = await Simulators.StartAsync();
        using var client = await TestClient.ConnectAsync(simulator.Binance, "btcusdt@trade");
        var streams = string.Join(',', Enumerable.Range(0, 1024).Select(i => $"\"s{i}@trade\""));

        var answer = await client.AskAsync($$"""{"method":"SUBSCRIBE","params":[{{streams}}],"id":1}""");

        Assert.Equal("""{"code":2,"msg":"Invalid request: too many parameters"}""", answer);
        Assert.Equal(["btcusdt@trade"], simulator.Binance.Subscriptions);
        Assert.Equal(1, simulator.Binance.ProtocolViolations);
    }

    [Fact]
    public async Task Streams_InTheAddress_MayBeAsManyAsTheLimit()
    {
        await using var simulator = await Simulators.StartAsync();

        using var client = await TestClient.ConnectAsync(simulator.Binance, [.. Enumerable.Range(0, 1024).Select(i => $"s{i}@trade")]);
        var refused = await Assert.ThrowsAsync<WebSocketException>(
            () => TestClient.ConnectAsync(simulator.Binance, [.. Enumerable.Range(0, 1025).Select(i => $"s{i}@trade")]));

        Assert.Contains("400", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1024, simulator.Binance.Subscriptions.Count);
    }

    [Fact]
    public async Task Connections_BeyondTheLimit_AreRefusedWith429()
    {
        var options = new SimulatorOptions { Binance = new() { ConnectionAttempts = 1 }, TimeProvider = Simulators.Clock() };
        await using var simulator = await VenueSimulator.StartAsync(options, default);
        using var client = await TestClient.ConnectAsync(simulator.Binance);
        using var second = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };

        await Assert.ThrowsAsync<WebSocketException>(() => second.ConnectAsync(simulator.Binance.WebSocketUrl, default));

        Assert.Equal(HttpStatusCode.TooManyRequests, second.HttpStatusCode);
        Assert.Equal(1, simulator.Binance.HandshakesRefused);
    }
}
