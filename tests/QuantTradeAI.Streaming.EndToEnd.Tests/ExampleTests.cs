using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>What only the example's venue has; what all have is tested with all.</summary>
public sealed class ExampleTests
{
    private const DataTypes Everything = DataTypes.Trades | DataTypes.Quotes | DataTypes.OrderBook;

    [Fact]
    public async Task Book_Subscribed_IsASnapshotThenItsUpdatesAndAnotherSnapshotAfterAReconnect()
    {
        await using var rig = await Rig.StartAsync("example", goLive: false, config: own => own with { Subscriptions = Everything });
        var books = new Recorder();
        rig.Gateway.Subscribe(new SubscriptionRequest { Symbols = ["AAPL"], DataTypes = DataTypes.OrderBook, Policy = QueuePolicy.Block }, books);
        await rig.GoLiveAsync();
        await WaitForBooksAsync(books, 1);

        var sent = rig.Venue.PublishDepth("AAPL");
        await WaitForBooksAsync(books, 2);
        rig.Venue.Inject(Fault.CutAbruptly);
        await rig.CrankAsync(WaitForBooksAsync(books, 3), TimeSpan.FromMilliseconds(50), "the snapshot of the next connection");

        var got = Books(books);
        Assert.Equal([true, false, true], got.Select(book => book.IsSnapshot));
        var (snapshot, update, again) = (got[0].BookSnapshot.Levels, got[1].BookUpdate.Levels, got[2].BookSnapshot.Levels);
        Assert.Equal((20, 20), (snapshot.Bids.Length, snapshot.Asks.Length));
        Assert.Equal(snapshot.Bids.Select(level => level.Price.ToDecimal()).OrderDescending(), snapshot.Bids.Select(level => level.Price.ToDecimal()));
        Assert.Equal(
            sent.Changes.Select(level => $"{level.Price} x {level.Size}").Order(StringComparer.Ordinal),
            update.Bids.Concat(update.Asks).Select(level => $"{level.Price} x {level.Size}").Order(StringComparer.Ordinal));
        Assert.Equal((sent.Number, sent.Number - 1, sent.Number), (update.FirstUpdateId, snapshot.LastUpdateId, again.LastUpdateId));
        Assert.Equal("Live Disconnected Resynced Gap(Book,Disconnected,0)", books.Story);
        Promise.Holds(books.Events);
    }

    [Fact]
    public async Task Symbols_OfStocksAndCrypto_ComeOverOneConnection()
    {
        await using var rig = await Rig.StartAsync("example", symbols: ["AAPL", "BTC-USD", "ETH-USD"]);

        foreach (var symbol in rig.Venue.Symbols)
            await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(symbol.Name).Id);
        rig.Clock.Advance(TimeSpan.FromSeconds(5));
        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade("AAPL").Id);

        Assert.Equal(["AAPL", "BTC-USD", "ETH-USD", "AAPL"], rig.Recorder.Trades.Select(trade => trade.Symbol.Name));
        Assert.Equal(1, rig.Venue.ConnectionsAccepted);
        Assert.Empty(rig.Health.Rejected);
        Promise.Holds(rig.Recorder.Events);
    }

    private static Task WaitForBooksAsync(Recorder recorder, int count) => recorder.WaitAsync(e => e.Kind == MarketEventKind.Book, $"{count} books", count);

    private static List<MarketEvent> Books(Recorder recorder) => [.. recorder.Events.Where(e => e.Kind == MarketEventKind.Book)];
}
