using System.Globalization;
using System.Text.Json;

namespace QuantTradeAI.Streaming.Simulator.Tests;

public sealed class ExampleTests
{
    private const long Noon = 1_772_366_400_000_000_000;

    [Fact]
    public async Task Requests_AreAcknowledgedByTheirIds()
    {
        await using var simulator = await Simulators.StartAsync(Simulators.Clock());
        using var client = await TestClient.ConnectAsync(simulator.Example);

        Assert.Equal("""[{"type":"ack","id":7}]""", await client.AskAsync("""{"op":"subscribe","id":7,"channels":["trades:AAPL","quotes:BTC-USD"]}"""));
        Assert.Equal(["quotes:BTC-USD", "trades:AAPL"], simulator.Example.Subscriptions);
        Assert.Equal("""[{"type":"ack","id":8}]""", await client.AskAsync("""{"op":"subscribe","id":8,"channels":["trades:AAPL"]}"""));
        Assert.Equal("""[{"type":"ack","id":9}]""", await client.AskAsync("""{"op":"unsubscribe","id":9,"channels":["trades:AAPL","trades:MSFT"]}"""));
        Assert.Equal(["quotes:BTC-USD"], simulator.Example.Subscriptions);
        Assert.Equal(0, simulator.Example.ProtocolViolations);
    }

    [Theory]
    [InlineData("""{"op":"subscribe","id":7,"channels":["trades:AAPL","trades:MSFT"]}""", """[{"type":"error","id":7,"symbol":"MSFT","message":"unknown symbol"}]""")]
    [InlineData("""{"op":"subscribe","id":7,"channels":["quotes:A\"B"]}""", """[{"type":"error","id":7,"symbol":"A\"B","message":"unknown symbol"}]""")]
    [InlineData("""{"op":"subscribe","id":7,"channels":["gossip:AAPL"]}""", """[{"type":"error","id":7,"message":"unknown channel gossip:AAPL; expected one such as trades:AAPL, of trades, quotes, order_book"}]""")]
    [InlineData("""{"op":"subscribe","id":7,"channels":[7]}""", """[{"type":"error","id":7,"message":"unknown channel 7; expected one such as trades:AAPL, of trades, quotes, order_book"}]""")]
    [InlineData("""{"op":"subscribe","id":7,"channels":"trades:AAPL"}""", """[{"type":"error","id":7,"message":"expected channels, an array"}]""")]
    [InlineData("""{"op":"hello","id":7}""", """[{"type":"error","id":7,"message":"expected the op subscribe or unsubscribe"}]""")]
    [InlineData("""{"op":"subscribe","channels":["trades:AAPL"]}""", """[{"type":"error","id":0,"message":"expected an id, a whole number above 0"}]""")]
    [InlineData("""{"op":"subscribe","id":1.5,"channels":["trades:AAPL"]}""", """[{"type":"error","id":0,"message":"expected an id, a whole number above 0"}]""")]
    [InlineData("nonsense", """[{"type":"error","id":0,"message":"malformed JSON; expected an object"}]""")]
    [InlineData("[7]", """[{"type":"error","id":0,"message":"malformed JSON; expected an object"}]""")]
    [InlineData("""{"op":"\uD800","id":7}""", """[{"type":"error","id":0,"message":"malformed JSON; expected an object"}]""")]
    public async Task Request_Invalid_IsRefusedAsAWhole(string request, string answer)
    {
        await using var simulator = await Simulators.StartAsync();
        using var client = await TestClient.ConnectAsync(simulator.Example);

        Assert.Equal(answer, await client.AskAsync(request));
        Assert.Equal(1, simulator.Example.ProtocolViolations);
        Assert.Empty(simulator.Example.Subscriptions);
    }

    [Fact]
    public async Task Trade_ToWhoeverHoldsQuotesToo_IsOneFrameOfBoth()
    {
        await using var simulator = await Simulators.StartAsync(Simulators.Clock());
        using var both = await SubscribeAsync(simulator, "trades:AAPL", "quotes:AAPL");
        using var trades = await SubscribeAsync(simulator, "trades:AAPL");

        var trade = simulator.Example.PublishTrade("AAPL");
        simulator.Example.PublishTrade("BTC-USD");
        var quote = simulator.Example.PublishQuote("AAPL");

        var told = $$"""{"type":"trade","symbol":"AAPL","id":{{trade.Id}},"price":"{{trade.Price}}","size":"{{trade.Size}}","side":"{{SideOf(trade)}}","time":{{Noon}}}""";
        Assert.Equal($"[{told},{Text(trade.Quote)}]", await both.ReceiveAsync("the trade and its quote"));
        Assert.Equal($"[{Text(quote)}]", await both.ReceiveAsync("the quote"));
        Assert.Equal($"[{told}]", await trades.ReceiveAsync("the trade"));
        Assert.Equal(trade.Id + 1, simulator.Example.PublishTrade("AAPL").Id);
    }

    [Fact]
    public async Task Book_OfASnapshotAndItsUpdates_IsThatOfTheNextSnapshot()
    {
        await using var simulator = await Simulators.StartAsync(Simulators.Clock());
        simulator.Example.PublishQuote("ETH-USD");
        using var client = await SubscribeAsync(simulator, "order_book:ETH-USD");
        var snapshot = await ReceiveAsync(client, "the snapshot");
        var (id, book) = (snapshot.GetProperty("id").GetInt64(), new Dictionary<string, string>());
        Assert.True(snapshot.GetProperty("snapshot").GetBoolean());
        Apply(book, snapshot);

        for (var i = 1; i <= 50; i++)
        {
            simulator.Example.PublishQuote("ETH-USD");
            simulator.Example.PublishDepth("ETH-USD");
            var update = await ReceiveAsync(client, "an update");
            Assert.Equal(id + i, update.GetProperty("id").GetInt64());
            Assert.False(update.TryGetProperty("snapshot", out _));
            Apply(book, update);
        }

        using var late = await SubscribeAsync(simulator, "order_book:ETH-USD");
        var (after, expected) = (await ReceiveAsync(late, "the next snapshot"), new Dictionary<string, string>());
        Apply(expected, after);
        Assert.Equal(id + 50, after.GetProperty("id").GetInt64());
        Assert.Equal(40, expected.Count);
        Assert.Equal(expected.OrderBy(level => level.Key, StringComparer.Ordinal), book.OrderBy(level => level.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Heartbeats_EveryFiveSeconds_NameTheNewestTradeOfEachSymbolHeld()
    {
        var clock = Simulators.Clock();
        await using var simulator = await Simulators.StartAsync(clock);
        using var client = await SubscribeAsync(simulator, "quotes:AAPL", "order_book:AAPL", "quotes:BTC-USD");
        await client.ReceiveAsync("the snapshot");
        var (apple, bitcoin) = (simulator.Example.PublishTrade("AAPL"), simulator.Example.PublishTrade("BTC-USD"));
        await client.ReceiveAsync("a quote");
        await client.ReceiveAsync("a quote");

        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(
            $$"""[{"type":"heartbeat","symbol":"AAPL","id":{{apple.Id}}},{"type":"heartbeat","symbol":"BTC-USD","id":{{bitcoin.Id}}}]""",
            await client.ReceiveAsync("heartbeats"));
    }

    [Fact]
    public async Task Limits_Exceeded_AreAnsweredWithAnError()
    {
        var clock = Simulators.Clock();
        var options = new ExampleOptions { ChannelsPerRequest = 3, SubscriptionsPerConnection = 4, RequestsPerMinute = 5 };
        await using var simulator = await VenueSimulator.StartAsync(new SimulatorOptions { TimeProvider = clock, Example = options }, CancellationToken.None);
        using var client = await TestClient.ConnectAsync(simulator.Example);

        Assert.Equal("""[{"type":"ack","id":1}]""", await client.AskAsync(Subscribe(1, "trades:AAPL", "quotes:AAPL", "trades:BTC-USD")));
        Assert.Equal("""[{"type":"error","id":2,"message":"more than 3 channels in a request"}]""", await client.AskAsync(Subscribe(2, [.. Enumerable.Repeat("trades:AAPL", 4)])));
        Assert.Equal("""[{"type":"error","id":3,"message":"more than 4 subscriptions on a connection"}]""", await client.AskAsync(Subscribe(3, "quotes:BTC-USD", "quotes:ETH-USD")));
        Assert.Equal("""[{"type":"ack","id":4}]""", await client.AskAsync(Subscribe(4, "quotes:BTC-USD", "quotes:AAPL")));
        Assert.Equal("""[{"type":"ack","id":5}]""", await client.AskAsync("""{"op":"unsubscribe","id":5,"channels":["quotes:AAPL"]}"""));
        Assert.Equal("""[{"type":"error","id":6,"message":"too many requests"}]""", await client.AskAsync("""{"op":"unsubscribe","id":6,"channels":["trades:AAPL"]}"""));
        Assert.Equal(["quotes:BTC-USD", "trades:AAPL", "trades:BTC-USD"], simulator.Example.Subscriptions);
        clock.Advance(TimeSpan.FromMinutes(1));
        await client.ReceiveAsync("heartbeats");
        await client.SendAsync("""{"op":"unsubscribe","id":7,"channels":["trades:AAPL"]}""");
        await simulator.Example.UntilAsync(venue => venue.Subscriptions.Count == 2, "the request of the next minute");
    }

    private static string Subscribe(long id, params string[] channels) => $$"""{"op":"subscribe","id":{{id}},"channels":{{Json.Strings(channels)}}}""";

    private static async Task<TestClient> SubscribeAsync(VenueSimulator simulator, params string[] channels)
    {
        var client = await TestClient.ConnectAsync(simulator.Example);
        Assert.Equal("""[{"type":"ack","id":1}]""", await client.AskAsync(Subscribe(1, channels)));
        return client;
    }

    private static async Task<JsonElement> ReceiveAsync(TestClient client, string what) => Assert.Single((await client.ReceiveJsonAsync(what)).EnumerateArray());

    private static void Apply(Dictionary<string, string> book, JsonElement message)
    {
        foreach (var side in (string[])["bids", "asks"])
        {
            foreach (var level in message.GetProperty(side).EnumerateArray())
            {
                var (key, size) = ($"{side} {level[0].GetString()}", level[1].GetString()!);
                if (decimal.Parse(size, CultureInfo.InvariantCulture) == 0)
                    book.Remove(key);
                else
                    book[key] = size;
            }
        }
    }

    private static string SideOf(SimulatedTrade trade) => trade.Aggressor == TradeSide.Buy ? "buy" : "sell";

    private static string Text(SimulatedQuote quote)
        => $$"""{"type":"quote","symbol":"AAPL","id":{{quote.UpdateId}},"bid":"{{quote.BidPrice}}","bid_size":"{{quote.BidSize}}","ask":"{{quote.AskPrice}}","ask_size":"{{quote.AskSize}}","time":{{Noon}}}""";
}
