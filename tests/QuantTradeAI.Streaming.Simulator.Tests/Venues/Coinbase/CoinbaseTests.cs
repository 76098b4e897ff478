using System.Net.WebSockets;

namespace QuantTradeAI.Streaming.Simulator.Tests;

public sealed class CoinbaseTests
{
    [Theory]
    [InlineData("""{"type":"subscribe","product_ids":["BTC-USD","ETH-USD"],"channels":["heartbeat"]}""")]
    [InlineData("""{"type":"subscribe","channels":[{"name":"heartbeat","product_ids":["BTC-USD","ETH-USD"]}]}""")]
    [InlineData("""{"type":"subscribe","product_ids":["BTC-USD","ETH-USD"],"channels":[{"name":"heartbeat"}]}""")]
    public async Task Subscribe_InEitherForm_EchoesTheWholeSet(string request)
    {
        await using var simulator = await Simulators.StartAsync(Simulators.Clock());
        using var client = await TestClient.ConnectAsync(simulator.Coinbase);

        Assert.Equal("""{"type":"subscriptions","channels":[{"name":"heartbeat","product_ids":["BTC-USD","ETH-USD"]}]}""", await client.AskAsync(request));
        Assert.Equal(["heartbeat:BTC-USD", "heartbeat:ETH-USD"], simulator.Coinbase.Subscriptions);
        Assert.Equal(
            """{"type":"subscriptions","channels":[{"name":"heartbeat","product_ids":["ETH-USD"]}]}""",
            await client.AskAsync("""{"type":"unsubscribe","product_ids":["BTC-USD"],"channels":["heartbeat"]}"""));
        Assert.Equal("""{"type":"subscriptions","channels":[]}""", await client.AskAsync("""{"type":"unsubscribe","channels":["heartbeat"]}"""));
    }

    [Theory]
    [InlineData("""{"type":"subscribe","product_ids":["X-USD"],"channels":["matches"]}""", """{"type":"error","message":"Failed to subscribe","reason":"X-USD is not a valid product"}""")]
    [InlineData("""{"type":"subscribe","product_ids":["BTC-USD"],"channels":["gossip"]}""", """{"type":"error","message":"Failed to subscribe","reason":"gossip is not a valid channel"}""")]
    [InlineData("""{"type":"hello"}""", """{"type":"error","message":"Type has to be either subscribe or unsubscribe"}""")]
    [InlineData("""{"type":"subscribe"}""", """{"type":"error","message":"channels is required"}""")]
    [InlineData("nonsense", """{"type":"error","message":"Malformed JSON"}""")]
    public async Task Request_Invalid_IsAnsweredWithAnError(string request, string answer)
    {
        await using var simulator = await Simulators.StartAsync();
        using var client = await TestClient.ConnectAsync(simulator.Coinbase);

        Assert.Equal(answer, await client.AskAsync(request));
        Assert.Equal(1, simulator.Coinbase.ProtocolViolations);
        Assert.Empty(simulator.Coinbase.Subscriptions);
    }

    [Fact]
    public async Task Subscribe_ToMatchesAndTicker_StartsWithTheLastMatchAndOneTicker()
    {
        await using var simulator = await Simulators.StartAsync();
        using var client = await TestClient.ConnectAsync(simulator.Coinbase);
        await client.AskAsync("""{"type":"subscribe","product_ids":["BTC-USD"],"channels":["matches","ticker"]}""");

        var last = await client.ReceiveJsonAsync("last_match");
        var ticker = await client.ReceiveJsonAsync("ticker");
        var trade = simulator.Coinbase.PublishTrade("BTC-USD");

        Assert.Equal("last_match", last.GetProperty("type").GetString());
        Assert.Equal("ticker", ticker.GetProperty("type").GetString());
        Assert.Equal(trade.Id - 1, last.GetProperty("trade_id").GetInt64());
        Assert.Equal(trade.Id - 1, ticker.GetProperty("trade_id").GetInt64());
    }

    [Fact]
    public async Task Trade_IsMatchWithTheMakersSideAndTickerWithTheTakers()
    {
        var clock = Simulators.Clock();
        await using var simulator = await Simulators.StartAsync(clock);
        using var client = await SubscribeAsync(simulator, "ticker", "matches");
        await client.ReceiveAsync("ticker");
        await client.ReceiveAsync("last_match");

        var trade = simulator.Coinbase.PublishTrade("BTC-USD");

        var (maker, taker) = trade.Aggressor == TradeSide.Buy ? ("sell", "buy") : ("buy", "sell");
        var match = await client.ReceiveAsync("match");
        var ticker = await client.ReceiveAsync("ticker");
        Assert.StartsWith($$"""{"type":"match","trade_id":{{trade.Id}},"maker_order_id":""", match, StringComparison.Ordinal);
        Assert.EndsWith(
            $$""","side":"{{maker}}","size":"{{trade.Size}}","price":"{{trade.Price}}","product_id":"BTC-USD","sequence":{{trade.Sequence}},"time":"2026-03-01T12:00:00.000000Z"}""",
            match, StringComparison.Ordinal);
        Assert.Contains(
            $$""","best_bid":"{{trade.Quote.BidPrice}}","best_bid_size":"{{trade.Quote.BidSize}}","best_ask":"{{trade.Quote.AskPrice}}","best_ask_size":"{{trade.Quote.AskSize}}","side":"{{taker}}","time":"2026-03-01T12:00:00.000000Z","trade_id":{{trade.Id}},"last_size":"{{trade.Size}}"}""",
            ticker, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Level2_StartsWithASnapshotThenUpdates()
    {
        await using var simulator = await Simulators.StartAsync();
        using var client = await SubscribeAsync(simulator, "level2_batch");

        simulator.Coinbase.PublishDepth("BTC-USD");

        Assert.Equal("snapshot", (await client.ReceiveJsonAsync("the snapshot")).GetProperty("type").GetString());
        Assert.Equal("l2update", (await client.ReceiveJsonAsync("an update")).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Heartbeat_EverySecond_NamesTheLastTrade()
    {
        var clock = Simulators.Clock();
        await using var simulator = await Simulators.StartAsync(clock);
        using var client = await SubscribeAsync(simulator, "heartbeat");
        var trade = simulator.Coinbase.PublishTrade("BTC-USD");

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(
            $$"""{"type":"heartbeat","sequence":{{trade.Sequence}},"last_trade_id":{{trade.Id}},"product_id":"BTC-USD","time":"2026-03-01T12:00:01.000000Z"}""",
            await client.ReceiveAsync("a heartbeat"));
    }

    [Fact]
    public async Task Connection_WithoutSubscription_IsClosedAfterFiveSeconds()
    {
        var clock = Simulators.Clock();
        await using var simulator = await Simulators.StartAsync(clock);
        using var idle = await TestClient.ConnectAsync(simulator.Coinbase);
        using var subscribed = await SubscribeAsync(simulator, "matches");

        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, (await idle.ReceiveCloseAsync()).Code);
        await simulator.Coinbase.UntilAsync(venue => venue.ConnectionsOpen == 1, "the idle connection's end");
    }

    [Fact]
    public async Task Requests_MoreThanAHundredASecond_EndWithErrSlowRead()
    {
        await using var simulator = await Simulators.StartAsync(Simulators.Clock());
        using var client = await TestClient.ConnectAsync(simulator.Coinbase);
        const string Request = """{"type":"unsubscribe","channels":["matches"]}""";
        for (var i = 0; i < 100; i++)
            await client.AskAsync(Request);

        Assert.Equal("""{"type":"error","message":"ErrSlowRead"}""", await client.AskAsync(Request));
        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "ErrSlowRead"), await client.ReceiveCloseAsync());
    }

    [Fact]
    public async Task Products_OverRest_ListsThem()
    {
        await using var simulator = await Simulators.StartAsync();
        using var http = new HttpClient { Timeout = TestClient.Patience };

        var products = await http.GetStringAsync(new Uri(simulator.Coinbase.RestUrl + "/products"));

        Assert.Contains("""{"id":"SOL-USD","base_currency":"SOL","quote_currency":"USD","quote_increment":"0.01",""", products, StringComparison.Ordinal);
    }

    private static async Task<TestClient> SubscribeAsync(VenueSimulator simulator, params string[] channels)
    {
        var client = await TestClient.ConnectAsync(simulator.Coinbase);
        var names = string.Join(',', channels.Select(channel => $"\"{channel}\""));
        await client.AskAsync($$"""{"type":"subscribe","product_ids":["BTC-USD"],"channels":[{{names}}]}""");
        return client;
    }
}
