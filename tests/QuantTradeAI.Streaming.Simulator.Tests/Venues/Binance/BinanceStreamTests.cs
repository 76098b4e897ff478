namespace QuantTradeAI.Streaming.Simulator.Tests;

public sealed class BinanceStreamTests
{
    [Fact]
    public async Task Trade_OnCombinedStream_HasTheVenuesMembersInOrder()
    {
        var clock = Simulators.Clock();
        await using var simulator = await Simulators.StartAsync(clock);
        using var client = await TestClient.ConnectAsync(simulator.Binance, "btcusdt@trade", "btcusdt@aggTrade");

        var trade = simulator.Binance.PublishTrade("BTCUSDT");

        var (ms, maker) = (clock.GetUtcNow().ToUnixTimeMilliseconds(), trade.Aggressor == TradeSide.Sell ? "true" : "false");
        Assert.Equal(
            $$$"""{"stream":"btcusdt@trade","data":{"e":"trade","E":{{{ms}}},"s":"BTCUSDT","t":{{{trade.Id}}},"p":"{{{trade.Price}}}","q":"{{{trade.Size}}}","T":{{{ms}}},"m":{{{maker}}},"M":true}}""",
            await client.ReceiveAsync("the trade"));
        Assert.Equal(
            $$$"""{"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","E":{{{ms}}},"s":"BTCUSDT","a":{{{trade.AggregateId}}},"p":"{{{trade.Price}}}","q":"{{{trade.Size}}}","f":{{{trade.Id}}},"l":{{{trade.Id}}},"T":{{{ms}}},"m":{{{maker}}},"M":true}}""",
            await client.ReceiveAsync("the aggregate trade"));
        Assert.Matches(@"^\d+\.\d{8}$", trade.Price);
    }

    [Theory]
    [InlineData("/ws/btcusdt@trade", false)]
    [InlineData("/ws/btcusdt@trade?timeUnit=MICROSECOND", true)]
    public async Task Trade_OnRawStream_IsBare(string path, bool microseconds)
    {
        var clock = Simulators.Clock();
        await using var simulator = await Simulators.StartAsync(clock);
        using var client = await TestClient.ConnectAsync(new Uri(simulator.Binance.WebSocketUrl, "/binance" + path));

        simulator.Binance.PublishTrade("BTCUSDT");

        var frame = await client.ReceiveJsonAsync("the trade");
        var expected = clock.GetUtcNow().ToUnixTimeMilliseconds() * (microseconds ? 1000 : 1);
        Assert.Equal(expected, frame.GetProperty("E").GetInt64());
        Assert.Equal(expected, frame.GetProperty("T").GetInt64());
    }

    [Fact]
    public async Task BookTicker_HasNoTime()
    {
        await using var simulator = await Simulators.StartAsync();
        using var client = await TestClient.ConnectAsync(simulator.Binance, "solusdt@bookTicker");

        var quote = simulator.Binance.PublishQuote("SOLUSDT");

        Assert.Equal(
            $$$"""{"stream":"solusdt@bookTicker","data":{"u":{{{quote.UpdateId}}},"s":"SOLUSDT","b":"{{{quote.BidPrice}}}","B":"{{{quote.BidSize}}}","a":"{{{quote.AskPrice}}}","A":"{{{quote.AskSize}}}"}}""",
            await client.ReceiveAsync("the quote"));
    }

    [Fact]
    public async Task SetProperty_OnRawConnection_WrapsFromThenOn()
    {
        await using var simulator = await Simulators.StartAsync();
        using var client = await TestClient.ConnectAsync(new Uri(simulator.Binance.WebSocketUrl, "/binance/ws"));
        await client.AskAsync("""{"method":"SUBSCRIBE","params":["btcusdt@trade"],"id":1}""");

        simulator.Binance.PublishTrade("BTCUSDT");
        Assert.True((await client.ReceiveJsonAsync("a bare trade")).TryGetProperty("e", out _));
        await client.AskAsync("""{"method":"SET_PROPERTY","params":["combined",true],"id":2}""");
        simulator.Binance.PublishTrade("BTCUSDT");

        Assert.Equal("btcusdt@trade", (await client.ReceiveJsonAsync("a wrapped trade")).GetProperty("stream").GetString());
    }

    [Fact]
    public async Task Subscriptions_OfTwoClients_AreTheUnionAndFollowChanges()
    {
        await using var simulator = await Simulators.StartAsync();
        var venue = simulator.Binance;
        using var one = await TestClient.ConnectAsync(venue, "btcusdt@trade", "ethusdt@trade");
        using var two = await TestClient.ConnectAsync(venue, "btcusdt@trade");

        await two.AskAsync("""{"method":"SUBSCRIBE","params":["solusdt@trade"],"id":1}""");
        Assert.Equal(["btcusdt@trade", "ethusdt@trade", "solusdt@trade"], venue.Subscriptions);
        await one.CloseAsync();
        await venue.UntilAsync(v => v.ConnectionsOpen == 1, "the first client's end");

        Assert.Equal(["btcusdt@trade", "solusdt@trade"], venue.Subscriptions);
        Assert.Equal(2, venue.ConnectionsAccepted);
    }

    [Fact]
    public async Task Depth_WithRestSnapshot_Joins()
    {
        await using var simulator = await Simulators.StartAsync();
        using var client = await TestClient.ConnectAsync(simulator.Binance, "btcusdt@depth@100ms");
        using var http = new HttpClient { Timeout = TestClient.Patience };
        simulator.Binance.PublishDepth("BTCUSDT");
        var first = (await client.ReceiveJsonAsync("the first depth event")).GetProperty("data");
        simulator.Binance.PublishTrade("BTCUSDT");

        var snapshot = await http.GetStringAsync(new Uri($"{simulator.Binance.RestUrl}/api/v3/depth?symbol=BTCUSDT&limit=5"));
        simulator.Binance.PublishQuote("BTCUSDT");
        simulator.Binance.PublishDepth("BTCUSDT");
        var second = (await client.ReceiveJsonAsync("the second depth event")).GetProperty("data");

        using var book = System.Text.Json.JsonDocument.Parse(snapshot);
        var last = book.RootElement.GetProperty("lastUpdateId").GetInt64();
        Assert.Equal(first.GetProperty("u").GetInt64() + 1, second.GetProperty("U").GetInt64());
        Assert.InRange(last, second.GetProperty("U").GetInt64(), second.GetProperty("u").GetInt64() - 1);
        Assert.Equal(5, book.RootElement.GetProperty("bids").GetArrayLength());
    }

    [Fact]
    public async Task Rest_UnknownSymbol_IsRefusedAsAtTheVenue()
    {
        await using var simulator = await Simulators.StartAsync();
        using var http = new HttpClient { Timeout = TestClient.Patience };

        using var response = await http.GetAsync(new Uri($"{simulator.Binance.RestUrl}/api/v3/depth?symbol=NOSUCH"));
        var info = await http.GetStringAsync(new Uri($"{simulator.Binance.RestUrl}/api/v3/exchangeInfo"));

        Assert.Equal("""{"code":-1121,"msg":"Invalid symbol."}""", await response.Content.ReadAsStringAsync());
        Assert.Contains("""{"symbol":"ETHUSDT","status":"TRADING","baseAsset":"ETH",""", info, StringComparison.Ordinal);
    }
}
