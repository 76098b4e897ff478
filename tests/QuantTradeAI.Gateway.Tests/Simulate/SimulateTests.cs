using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using QuantTradeAI.Gateway.Tests.Replay;
using QuantTradeAI.Gateway.Tests.Support;

namespace QuantTradeAI.Gateway.Tests.Simulate;

public sealed class SimulateTests
{
    private const string SubscribeToSkale = """{"type":"subscribe","product_ids":["SKL-BTC"],"channels":["matches"]}""";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Simulate_OneVenue_ServesItsTrades()
    {
        await using var run = Invocation.Start("simulate", "--venue", "binance", "--format", "json");
        using var client = await ConnectAsync(run, "binance", "?streams=btcusdt@trade");

        var frame = JsonNode.Parse(await ReceiveAsync(client))!;

        Assert.Equal("btcusdt@trade", (string)frame["stream"]!);
        Assert.Equal(0, await run.StopAsync());
        Assert.Equal("served", (string)run.Result["type"]!);
        Assert.Equal(1, (long)run.Result["connections"]!);
    }

    [Fact]
    public async Task Simulate_AVenueOfAccounts_ServesWhoeverAuthenticates()
    {
        await using var run = Invocation.Start("simulate", "--venue", "alpaca", "--format", "json");
        using var client = await ConnectAsync(run, "alpaca");

        Assert.Contains("connected", await ReceiveAsync(client));
        await SendAsync(client, """{"action":"auth","key":"any","secret":"any"}""");
        Assert.Contains("authenticated", await ReceiveAsync(client));
        await SendAsync(client, """{"action":"subscribe","trades":["AAPL"]}""");
        Assert.Contains("subscription", await ReceiveAsync(client));

        Assert.StartsWith("""[{"T":"t",""", await ReceiveAsync(client));
        Assert.Equal(0, await run.StopAsync());
    }

    [Fact]
    public async Task Simulate_TheExamplesVenue_ServesItsTrades()
    {
        await using var run = Invocation.Start("simulate", "--venue", "example", "--format", "json");
        using var client = await ConnectAsync(run, "example");

        await SendAsync(client, """{"op":"subscribe","id":1,"channels":["trades:BTC-USD"]}""");

        Assert.Equal("""[{"type":"ack","id":1}]""", await ReceiveAsync(client));
        Assert.StartsWith("""[{"type":"trade","symbol":"BTC-USD",""", await ReceiveAsync(client));
        Assert.Equal(0, await run.StopAsync());
    }

    [Fact]
    public async Task Simulate_AFloodOfTheExamplesVenue_TellsTheRate()
    {
        await using var run = Invocation.Start("simulate", "--venue", "example", "--flood", "1000", "--format", "json");
        using var client = await ConnectAsync(run, "example");

        await SendAsync(client, """{"op":"subscribe","id":1,"channels":["trades:AAPL"]}""");

        var flood = JsonNode.Parse(await run.Output.WaitForAsync(line => line.Contains("\"flood\""), "the line that says how fast it was"))!;
        Assert.Equal(("example", 1000), ((string?)flood["venue"], (long)flood["frames"]!));
    }

    [Fact]
    public async Task Simulate_InText_TellsAddressesAndHowToTry()
    {
        var (code, run) = await Invocation.RunAsync("simulate", "--duration", "50ms");

        Assert.Equal(0, code);
        Assert.StartsWith("binance   ws://127.0.0.1:", run.Output.Lines[0]);
        Assert.Contains(run.Output.Lines, line => line.StartsWith("coinbase  ws://127.0.0.1:", StringComparison.Ordinal));
        Assert.Contains(run.Output.Lines, line => line.StartsWith("alpaca    ws://127.0.0.1:", StringComparison.Ordinal));
        Assert.Contains(run.Output.Lines, line => line.StartsWith("example   ws://127.0.0.1:", StringComparison.Ordinal));
        Assert.Contains(run.Output.Lines, line => line.EndsWith("""{"op":"subscribe","id":1,"channels":["trades:AAPL"]}""", StringComparison.Ordinal));
        Assert.Contains(run.Output.Lines, line => line.EndsWith("""{"action":"subscribe","trades":["AAPL"]}""", StringComparison.Ordinal));
        Assert.Contains(run.Output.Lines, line => line.Contains("websocat"));
        Assert.All(run.Output.Lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task Simulate_ARecording_PlaysItToWhoeverSubscribesAndEndsWhenTheyLeave()
    {
        using var capture = new TextFile(Captures.CoinbaseWithFaults);
        await using var run = Invocation.Start("simulate", "--recording", capture.Path, "--speed", "max", "--format", "json");
        using var client = await ConnectAsync(run, "coinbase");

        await SendAsync(client, SubscribeToSkale);

        Assert.Contains("subscriptions", await ReceiveAsync(client));
        Assert.Contains("last_match", await ReceiveAsync(client));
        var played = JsonNode.Parse(await run.Output.WaitForAsync(line => line.Contains("\"played\""), "the line that says what was played"))!;
        Assert.Equal(7, (long)played["frames"]!);
        client.Dispose();
        await run.Output.WaitForAsync(line => line.Contains("\"served\""), "the end after the last client has left");
    }

    [Fact]
    public async Task Simulate_AFlood_SendsThatManyTradesAndTellsTheRate()
    {
        await using var run = Invocation.Start("simulate", "--venue", "binance", "--flood", "1000", "--format", "json");
        using var client = await ConnectAsync(run, "binance", "?streams=ethusdt@trade");

        for (var i = 0; i < 1000; i++)
            Assert.Contains("ethusdt@trade", await ReceiveAsync(client));

        var flood = JsonNode.Parse(await run.Output.WaitForAsync(line => line.Contains("\"flood\""), "the line that says how fast it was"))!;
        Assert.Equal(1000, (long)flood["frames"]!);
        Assert.True((double)flood["frames_per_s"]! > 0);
    }

    [Fact]
    public async Task Simulate_OnATakenPort_SaysSo()
    {
        await using var first = Invocation.Start("simulate", "--venue", "binance", "--format", "json");
        var port = (await AddressAsync(first, "binance")).Port.ToString();

        var (code, run) = await Invocation.RunAsync("simulate", "--port", port);

        Assert.Equal(1, code);
        Assert.StartsWith($"gateway: port {port} cannot be used: ", Assert.Single(run.Error.Lines));
    }

    private static async Task<Uri> AddressAsync(Invocation run, string venue)
    {
        var line = await run.Output.WaitForAsync(line => line.Contains($"\"venue\":\"{venue}\""), $"the address of {venue}");
        return new Uri((string)JsonNode.Parse(line)!["websocket_url"]!);
    }

    private static async Task<ClientWebSocket> ConnectAsync(Invocation run, string venue, string query = "")
    {
        var client = new ClientWebSocket();
        using var deadline = new CancellationTokenSource(Deadline);
        await client.ConnectAsync(new Uri($"{await AddressAsync(run, venue)}{query}"), deadline.Token);
        return client;
    }

    private static Task SendAsync(ClientWebSocket client, string text) =>
        client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    private static async Task<string> ReceiveAsync(ClientWebSocket client)
    {
        var buffer = new byte[16 * 1024];
        using var deadline = new CancellationTokenSource(Deadline);
        var result = await client.ReceiveAsync(buffer.AsMemory(), deadline.Token);
        return Encoding.UTF8.GetString(buffer.AsSpan(0, result.Count));
    }
}
