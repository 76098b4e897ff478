namespace QuantTradeAI.Streaming.Simulator.Tests;

public sealed class MarketTests
{
    [Fact]
    public async Task Market_OfTheSameSeed_IsTheSame()
        => Assert.Equal(await EventsAsync(seed: 7), await EventsAsync(seed: 7));

    [Fact]
    public async Task Market_OfAnotherSeed_IsAnother()
        => Assert.NotEqual(await EventsAsync(seed: 7), await EventsAsync(seed: 8));

    [Fact]
    public void Walk_OfManySteps_KeepsTheBookUncrossedAndTheIdsConsecutive()
    {
        var symbol = new SimulatedSymbol("LOWUSD", "LOW", "USD", 0.30m, 0.01m, 0.1m);
        var market = new SymbolMarket(symbol, seed: 3, NumberText.Shortest, DateTimeOffset.UnixEpoch);
        var (id, last) = (market.LastTrade.Id, market.NextDepth(DateTimeOffset.UnixEpoch).LastUpdateId);

        for (var i = 0; i < 2_000; i++)
        {
            var trade = market.NextTrade(DateTimeOffset.UnixEpoch);
            var depth = market.NextDepth(DateTimeOffset.UnixEpoch);
            var book = market.Snapshot(5000);

            Assert.Equal(++id, trade.Id);
            Assert.Equal(last + 1, depth.FirstUpdateId);
            Assert.True(Number(trade.Quote.BidPrice) < Number(trade.Quote.AskPrice));
            Assert.True(Number(book.Bids[^1].Price) > 0);
            Assert.Equal((OrderBook.Depth, OrderBook.Depth), (book.Bids.Count, book.Asks.Count));
            Assert.Equal((trade.Quote.BidPrice, trade.Quote.AskSize), (book.Bids[0].Price, book.Asks[0].Size));
            last = depth.LastUpdateId;
        }
    }

    [Fact]
    public async Task Publish_UnknownSymbol_NamesTheKnownOnes()
    {
        await using var simulator = await Simulators.StartAsync();

        var e = Assert.Throws<ArgumentException>(() => simulator.Binance.PublishTrade("NOSUCH"));

        Assert.Contains("BTCUSDT, ETHUSDT, SOLUSDT", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, 0, 2_000)]
    [InlineData(1, 50, 60)]
    public async Task RunMarket_ForTenSeconds_PublishesWhatIsDue(double perSecond, int burst, int expected)
    {
        var clock = Simulators.Clock();
        await using var simulator = await Simulators.StartAsync(clock);
        using var client = await TestClient.ConnectAsync(simulator.Binance, "btcusdt@trade");
        using var cancelling = new CancellationTokenSource();
        var running = simulator.Binance.RunMarketAsync(new MarketPace(perSecond, burst, TimeSpan.FromSeconds(7)), cancelling.Token);

        clock.Advance(TimeSpan.FromSeconds(10));
        await simulator.Binance.UntilAsync(venue => venue.EventsPublished == expected, $"{expected} events");
        await cancelling.CancelAsync();

        Assert.Equal(expected, await running.WaitAsync(TestClient.Patience));
    }

    private static async Task<List<string>> EventsAsync(int seed)
    {
        await using var simulator = await Simulators.StartAsync(Simulators.Clock(), seed);
        var events = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            events.Add(simulator.Binance.PublishTrade("BTCUSDT").ToString());
            events.Add(simulator.Coinbase.PublishQuote("ETH-USD").ToString());
            events.Add(string.Join(' ', simulator.Binance.PublishDepth("SOLUSDT").Changes));
        }
        return events;
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
