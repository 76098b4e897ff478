using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;

namespace QuantTradeAI.Streaming.Simulator.Tests;

public sealed class AlpacaTests
{
    private const string Auth = """{"action":"auth","key":"k","secret":"s"}""";

    [Fact]
    public async Task Session_WelcomesAuthenticatesAndEchoesTheWholeSet()
    {
        await using var simulator = await Simulators.StartAsync(Simulators.Clock());
        using var client = await TestClient.ConnectAsync(simulator.Alpaca);

        Assert.Equal("""[{"T":"success","msg":"connected"}]""", await client.ReceiveAsync("the welcome"));
        Assert.Equal("""[{"T":"success","msg":"authenticated"}]""", await client.AskAsync(Auth));
        Assert.Equal(
            """[{"T":"subscription","trades":["AAPL"],"quotes":["AAPL","XYZ"],"bars":["*"],"updatedBars":[],"dailyBars":[],"statuses":[],"lulds":[],"corrections":["AAPL"],"cancelErrors":["AAPL"]}]""",
            await client.AskAsync("""{"action":"subscribe","trades":["AAPL"],"quotes":["AAPL","XYZ"],"bars":["*"]}"""));
        Assert.Equal(["bars:*", "quotes:AAPL", "quotes:XYZ", "trades:AAPL"], simulator.Alpaca.Subscriptions);
        Assert.Equal(
            """[{"T":"subscription","trades":[],"quotes":["XYZ"],"bars":["*"],"updatedBars":[],"dailyBars":[],"statuses":[],"lulds":[],"corrections":[],"cancelErrors":[]}]""",
            await client.AskAsync("""{"action":"unsubscribe","trades":["AAPL","MSFT"],"quotes":["AAPL"]}"""));
        Assert.Equal(0, simulator.Alpaca.ProtocolViolations);
    }

    [Theory]
    [InlineData("""{"action":"subscribe","trades":["AAPL"]}""", 401, "not authenticated")]
    [InlineData("nonsense", 400, "invalid syntax")]
    [InlineData("7", 400, "invalid syntax")]
    [InlineData("""{"action":"hello"}""", 400, "invalid syntax")]
    [InlineData("""{"action":"subscribe","trades":"AAPL"}""", 400, "invalid syntax")]
    [InlineData("""{"action":"subscribe","trades":[7]}""", 400, "invalid syntax")]
    [InlineData("""{"action":"subscribe","gossip":["AAPL"]}""", 400, "invalid syntax")]
    [InlineData("""{"action":"subscribe","orderbooks":["AAPL"]}""", 410, "invalid subscribe action for this feed")]
    public async Task Request_BeforeAuthenticationOrInvalid_IsAnsweredWithItsError(string request, int code, string message)
    {
        await using var simulator = await Simulators.StartAsync(Simulators.Clock());
        using var client = await TestClient.ConnectAsync(simulator.Alpaca);
        await client.ReceiveAsync("the welcome");

        Assert.Equal($$"""[{"T":"error","code":{{code}},"msg":"{{message}}"}]""", await client.AskAsync(request));
        Assert.Equal("""[{"T":"success","msg":"authenticated"}]""", await client.AskAsync(Auth));
        Assert.Equal(1, simulator.Alpaca.ProtocolViolations);
        Assert.Empty(simulator.Alpaca.Subscriptions);
    }

    [Theory]
    [InlineData(null, null, "k", "s", true)]
    [InlineData(null, null, "", "s", false)]
    [InlineData(null, null, "k", "", false)]
    [InlineData("k", "s", "k", "s", true)]
    [InlineData("k", "s", "k", "S", false)]
    [InlineData("k", "s", "x", "s", false)]
    public async Task Authentication_WithTheRightPair_LetsIn(string? key, string? secret, string gotKey, string gotSecret, bool letsIn)
    {
        var options = new AlpacaOptions();
        await using var simulator = await StartAsync(key is null ? options : options with { LetsIn = (k, s) => k == key && s == secret });
        using var client = await TestClient.ConnectAsync(simulator.Alpaca);
        await client.ReceiveAsync("the welcome");

        var answer = await client.AskAsync($$"""{"action":"auth","key":"{{gotKey}}","secret":"{{gotSecret}}"}""");

        if (letsIn)
        {
            Assert.Equal("""[{"T":"success","msg":"authenticated"}]""", answer);
            Assert.Equal("""[{"T":"error","code":403,"msg":"already authenticated"}]""", await client.AskAsync(Auth));
            return;
        }

        Assert.Equal("""[{"T":"error","code":402,"msg":"auth failed"}]""", answer);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, (await client.ReceiveCloseAsync()).Code);
    }

    [Fact]
    public async Task Authentication_ThatDoesNotCome_EndsWith404()
    {
        var clock = Simulators.Clock();
        await using var simulator = await Simulators.StartAsync(clock);
        using var client = await TestClient.ConnectAsync(simulator.Alpaca);
        using var prompt = await AuthenticatedAsync(simulator.Alpaca.WebSocketUrl, "prompt");
        await client.ReceiveAsync("the welcome");

        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("""[{"T":"error","code":404,"msg":"auth timeout"}]""", await client.ReceiveAsync("the error"));
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, (await client.ReceiveCloseAsync()).Code);
        await simulator.Alpaca.UntilAsync(venue => venue.ConnectionsOpen == 1, "the other one alone");
    }

    [Fact]
    public async Task Connection_SecondOfAKeyAndFeed_IsRefusedWith406UntilTheFirstEnds()
    {
        await using var simulator = await Simulators.StartAsync(Simulators.Clock());
        using var first = await AuthenticatedAsync(simulator.Alpaca.WebSocketUrl, "k");
        using var another = await AuthenticatedAsync(simulator.Alpaca.WebSocketUrl, "other");
        using var iex = await AuthenticatedAsync(Feed(simulator, "iex"), "k");
        using var second = await TestClient.ConnectAsync(simulator.Alpaca);
        await second.ReceiveAsync("the welcome");

        Assert.Equal("""[{"T":"error","code":406,"msg":"connection limit exceeded"}]""", await second.AskAsync(Auth));
        await second.ReceiveCloseAsync();
        await first.CloseAsync();
        await simulator.Alpaca.UntilAsync(venue => venue.ConnectionsOpen == 2, "the first one's end");
        using var third = await AuthenticatedAsync(simulator.Alpaca.WebSocketUrl, "k");
    }

    [Fact]
    public async Task Subscribe_BeyondTheFreePlan_IsRefusedAsAWholeWith405()
    {
        await using var simulator = await StartAsync(new AlpacaOptions { IexChannels = 3 });
        using var client = await AuthenticatedAsync(Feed(simulator, "iex"), "k");
        await client.AskAsync("""{"action":"subscribe","trades":["AAPL","MSFT"],"bars":["A","B","C"]}""");

        Assert.Equal(
            """[{"T":"error","code":405,"msg":"symbol limit exceeded"}]""",
            await client.AskAsync("""{"action":"subscribe","quotes":["AAPL","MSFT"]}"""));
        Assert.DoesNotContain(simulator.Alpaca.Subscriptions, name => name.StartsWith("quotes", StringComparison.Ordinal));
        Assert.StartsWith("""[{"T":"subscription",""", await client.AskAsync("""{"action":"subscribe","trades":["AAPL"],"quotes":["AAPL"]}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trade_IsOneArrayOfTradeAndQuote_NumbersBareAndTimesInNanoseconds()
    {
        await using var simulator = await Simulators.StartAsync(Simulators.Clock());
        using var client = await SubscribedAsync(simulator, """{"action":"subscribe","trades":["SPY"],"quotes":["SPY"]}""");

        var trade = simulator.Alpaca.PublishTrade("SPY");

        var events = (await client.ReceiveJsonAsync("a trade and a quote")).EnumerateArray().ToList();
        Assert.Equal(["t", "q"], events.Select(one => one.GetProperty("T").GetString()));
        Assert.Equal(trade.Id, events[0].GetProperty("i").GetInt64());
        Assert.Equal(trade.Price, events[0].GetProperty("p").GetRawText());
        Assert.Equal(trade.Size, events[0].GetProperty("s").GetRawText());
        Assert.Equal(JsonValueKind.Number, events[0].GetProperty("p").ValueKind);
        Assert.Equal($"2026-03-01T12:00:00.000000{trade.Id % 1000:000}Z", events[0].GetProperty("t").GetString());
        Assert.Equal(trade.Quote.BidPrice, events[1].GetProperty("bp").GetRawText());
        Assert.Equal(trade.Quote.AskSize, events[1].GetProperty("as").GetRawText());
        Assert.InRange(decimal.Parse(trade.Price, CultureInfo.InvariantCulture), 500m, 700m);
    }

    [Fact]
    public async Task Quote_ToAHolderOfEverything_IsOneArrayOfOne()
    {
        await using var simulator = await Simulators.StartAsync(Simulators.Clock());
        using var client = await SubscribedAsync(simulator, """{"action":"subscribe","quotes":["*"]}""");

        var quote = simulator.Alpaca.PublishQuote("MSFT");

        var one = Assert.Single((await client.ReceiveJsonAsync("a quote")).EnumerateArray());
        Assert.Equal("MSFT", one.GetProperty("S").GetString());
        Assert.Equal(quote.AskPrice, one.GetProperty("ap").GetRawText());
    }

    [Fact]
    public async Task Data_AfterUnsubscribing_TrailsForAFewPoints()
    {
        await using var simulator = await Simulators.StartAsync(Simulators.Clock());
        using var client = await SubscribedAsync(simulator, """{"action":"subscribe","trades":["AAPL"]}""");
        await client.AskAsync("""{"action":"unsubscribe","trades":["AAPL"]}""");

        var trades = Enumerable.Range(0, 5).Select(_ => simulator.Alpaca.PublishTrade("AAPL").Id).ToList();

        Assert.Equal(trades[0], await ReceiveIdAsync(client));
        Assert.Equal(trades[1], await ReceiveIdAsync(client));
        Assert.StartsWith("""[{"T":"subscription",""", await client.AskAsync("""{"action":"subscribe","trades":["SPY"]}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MalformedField_StaysJson()
    {
        await using var simulator = await Simulators.StartAsync(Simulators.Clock());
        using var client = await SubscribedAsync(simulator, """{"action":"subscribe","trades":["AAPL"]}""");

        simulator.Alpaca.Inject(Fault.MalformedField("AAPL"));

        Assert.Equal("not-a-number", (await client.ReceiveJsonAsync("a trade"))[0].GetProperty("p").GetString());
    }

    [Fact]
    public async Task Flood_CountsIdsOnAndKeepsTimesCurrent()
    {
        var clock = Simulators.Clock();
        await using var simulator = await Simulators.StartAsync(clock);
        using var client = await SubscribedAsync(simulator, """{"action":"subscribe","trades":["AAPL"]}""");
        clock.Advance(TimeSpan.FromMilliseconds(1.5));

        var flood = simulator.Alpaca.FloodAsync("AAPL", 1_500, CancellationToken.None);

        var first = (await client.ReceiveJsonAsync("a trade"))[0];
        Assert.Equal("2026-03-01T12:00:00.001500000Z", first.GetProperty("t").GetString());
        for (var i = 1; i < 1_500; i++)
            Assert.Equal(first.GetProperty("i").GetInt64() + i, await ReceiveIdAsync(client));
        Assert.Equal(first.GetProperty("i").GetInt64(), (await flood.WaitAsync(TestClient.Patience)).FirstId);
    }

    private static Task<VenueSimulator> StartAsync(AlpacaOptions options)
        => VenueSimulator.StartAsync(new SimulatorOptions { TimeProvider = Simulators.Clock(), Alpaca = options }, CancellationToken.None);

    private static Uri Feed(VenueSimulator simulator, string feed) => new(simulator.Alpaca.WebSocketUrl, feed);

    private static async Task<TestClient> AuthenticatedAsync(Uri url, string key)
    {
        var client = await TestClient.ConnectAsync(url);
        await client.ReceiveAsync("the welcome");
        Assert.Equal("""[{"T":"success","msg":"authenticated"}]""", await client.AskAsync($$"""{"action":"auth","key":"{{key}}","secret":"s"}"""));
        return client;
    }

    private static async Task<TestClient> SubscribedAsync(VenueSimulator simulator, string request)
    {
        var client = await AuthenticatedAsync(simulator.Alpaca.WebSocketUrl, "k");
        await client.AskAsync(request);
        return client;
    }

    private static async Task<long> ReceiveIdAsync(TestClient client)
        => (await client.ReceiveJsonAsync("a trade"))[0].GetProperty("i").GetInt64();
}
