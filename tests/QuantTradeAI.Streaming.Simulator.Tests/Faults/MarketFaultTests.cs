using System.Text.Json;

namespace QuantTradeAI.Streaming.Simulator.Tests;

public sealed class MarketFaultTests
{
    public static TheoryData<string, string> Venues => new() { { "binance", "BTCUSDT" }, { "coinbase", "BTC-USD" }, { "example", "AAPL" } };

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task Gap_SkipsTradeIds(string name, string symbol)
    {
        await using var simulator = await Simulators.StartAsync();
        using var feed = await Feed.OpenAsync(simulator.Venue(name), symbol);
        var before = simulator.Venue(name).PublishTrade(symbol);

        simulator.Venue(name).Inject(Fault.Gap(3));
        simulator.Venue(name).PublishTrade(symbol);

        Assert.Equal([before.Id, before.Id + 4], await feed.IdsAsync(2));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task Duplicate_SendsTheLastTradeAgain(string name, string symbol)
    {
        await using var simulator = await Simulators.StartAsync();
        using var feed = await Feed.OpenAsync(simulator.Venue(name), symbol);
        var trade = simulator.Venue(name).PublishTrade(symbol);

        simulator.Venue(name).Inject(Fault.Duplicate());
        simulator.Venue(name).PublishTrade(symbol);

        Assert.Equal([trade.Id, trade.Id, trade.Id + 1], await feed.IdsAsync(3));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task Reorder_SwapsTheNextTwoTradesOnly(string name, string symbol)
    {
        await using var simulator = await Simulators.StartAsync();
        var venue = simulator.Venue(name);
        using var feed = await Feed.OpenAsync(venue, symbol);
        venue.Inject(Fault.Reorder());

        var first = venue.PublishTrade(symbol);
        venue.PublishTrade(venue.Symbols[1].Name);
        venue.PublishTrade(symbol);
        venue.PublishTrade(symbol);

        Assert.Equal([first.Id + 1, first.Id, first.Id + 2], await feed.IdsAsync(3));
    }

    [Fact]
    public async Task Reorder_ClearedWithATradeHeld_SendsIt()
    {
        await using var simulator = await Simulators.StartAsync();
        using var feed = await Feed.OpenAsync(simulator.Binance, "BTCUSDT");
        simulator.Binance.Inject(Fault.Reorder("BTCUSDT"));
        var held = simulator.Binance.PublishTrade("BTCUSDT");

        simulator.Binance.ClearFaults();
        simulator.Binance.PublishTrade("BTCUSDT");

        Assert.Equal([held.Id, held.Id + 1], await feed.IdsAsync(2));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task MalformedField_TakesItsTradeId(string name, string symbol)
    {
        await using var simulator = await Simulators.StartAsync();
        using var feed = await Feed.OpenAsync(simulator.Venue(name), symbol);
        var trade = simulator.Venue(name).PublishTrade(symbol);

        simulator.Venue(name).Inject(Fault.MalformedField(symbol));

        Assert.Equal(trade.Price, (await feed.TradeAsync()).Price);
        Assert.Equal((trade.Id + 1, "not-a-number"), await feed.TradeAsync());
        Assert.Equal(trade.Id + 2, simulator.Venue(name).PublishTrade(symbol).Id);
    }

    [Fact]
    public async Task ClockSkew_ShiftsTheExchangesTimeUntilCleared()
    {
        var clock = Simulators.Clock();
        await using var simulator = await Simulators.StartAsync(clock);

        simulator.Binance.Inject(Fault.ClockSkew(TimeSpan.FromMilliseconds(-250)));
        var skewed = simulator.Binance.PublishTrade("BTCUSDT").EventTime;
        simulator.Binance.ClearFaults();

        Assert.Equal(clock.GetUtcNow().AddMilliseconds(-250), skewed);
        Assert.Equal(clock.GetUtcNow(), simulator.Binance.PublishTrade("BTCUSDT").EventTime);
    }

    private sealed class Feed(TestClient client) : IDisposable
    {
        public static async Task<Feed> OpenAsync(SimulatedVenue venue, string symbol)
        {
            if (venue.Name == SimulatedVenue.BinanceName)
                return new Feed(await TestClient.ConnectAsync(venue, symbol.ToLowerInvariant() + "@trade"));

            var client = await TestClient.ConnectAsync(venue);
            if (venue.Name == SimulatedVenue.ExampleName)
            {
                await client.AskAsync($$"""{"op":"subscribe","id":1,"channels":["trades:{{symbol}}"]}""");
                return new Feed(client);
            }

            await client.AskAsync($$"""{"type":"subscribe","product_ids":["{{symbol}}"],"channels":["matches"]}""");
            await client.ReceiveAsync("last_match");
            return new Feed(client);
        }

        public async Task<(long Id, string Price)> TradeAsync()
        {
            var frame = await client.ReceiveJsonAsync("a trade");
            if (frame.ValueKind == JsonValueKind.Array)
                return (frame[0].GetProperty("id").GetInt64(), frame[0].GetProperty("price").GetString()!);
            return frame.TryGetProperty("data", out var data)
                ? (data.GetProperty("t").GetInt64(), data.GetProperty("p").GetString()!)
                : (frame.GetProperty("trade_id").GetInt64(), frame.GetProperty("price").GetString()!);
        }

        public async Task<List<long>> IdsAsync(int count)
        {
            var ids = new List<long>();
            while (ids.Count < count)
                ids.Add((await TradeAsync()).Id);
            return ids;
        }

        public void Dispose() => client.Dispose();
    }
}
