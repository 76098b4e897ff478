using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Tests.Symbols;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Subscribers;

public class IsolationTests
{
    private const int Trades = 20_000;

    [Fact]
    public async Task OneSubscriberBlocked_TheOtherGetsAll_AndTheBlockedOneItsGapWhenItComesBack()
    {
        var rig = new HubRig();
        var comeBack = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var blocked = new RecordingObserver((_, _) => new ValueTask(comeBack.Task));
        var quick = new RecordingObserver();
        using var one = rig.Hub.Subscribe(Request(dataTypes: DataTypes.Trades, capacity: 128), blocked);
        using var other = rig.Hub.Subscribe(Request(dataTypes: DataTypes.Trades, capacity: 32_768), quick);

        rig.Trades(1);
        await blocked.Until("the first event", events => events.Count == 1);
        for (var id = 2L; id <= Trades; id++)
            Assert.True(rig.Trades(id), "A slow subscriber made the reader wait.");
        await quick.Until("every trade", events => events is [.., { Sequence: Trades }]);

        Assert.Equal(Trades + 1, quick.Events.Count);
        Assert.Single(blocked.Events);
        Assert.Equal(0, other.Statistics.Dropped);
        Assert.True(one.Statistics.Dropped > Trades / 2);

        comeBack.SetResult();
        await blocked.Until("the last trade", events => events is [.., { Sequence: Trades }]);
        var checker = new PromiseChecker();
        checker.Take(blocked.Events);
        Assert.Equal(Trades, checker.Last(Btc, MarketEventKind.Trade));
        Assert.Equal(one.Statistics.Dropped, checker.InGaps);
        Assert.Equal((1, 1), (one.Statistics.Gaps, one.Statistics.GapsByReason[GapReason.SlowSubscriber])); // A63
    }

    [Fact]
    public async Task ManySubscribersHoldTheirThreads_AnotherOne_DoesNotWaitForThePoolToGrow()
    {
        const int holding = 32;
        using var release = new ManualResetEventSlim();
        var rig = new HubRig();
        var quick = new RecordingObserver();
        var subscriptions = Enumerable.Range(0, holding).Select(_ => rig.Hub.Subscribe(
            Request(dataTypes: DataTypes.Trades),
            new RecordingObserver((_, _) =>
            {
                release.Wait();
                return default;
            }))).ToList();
        subscriptions.Add(rig.Hub.Subscribe(Request(dataTypes: DataTypes.Trades), quick));

        try
        {
            rig.Trades(1);
            await quick.Until("the trade", events => events.Any(e => e.Kind == MarketEventKind.Trade)).WaitAsync(TimeSpan.FromSeconds(5));
        }
        finally
        {
            release.Set();
            subscriptions.ForEach(subscription => subscription.Dispose());
        }
    }

    [Theory]
    [InlineData(QueuePolicy.DropOldest)]
    [InlineData(QueuePolicy.Conflate)]
    [InlineData(QueuePolicy.Block)]
    public async Task ManyPublishersAndReaders_EveryReader_KeepsThePromise(QueuePolicy policy)
    {
        const int publishers = 4, readers = 4, rounds = 2_000;
        var rig = new HubRig();
        var symbols = Enumerable.Range(0, publishers).Select(i => Symbol.Of($"STRESS-{i}")).ToArray();
        foreach (var symbol in symbols)
            rig.Hub.SetSources(symbol, [A]);
        var subscriptions = Enumerable.Range(0, readers)
            .Select(_ => rig.Subscribe(string.Join(' ', symbols.Select(symbol => symbol.Name)), policy, capacity: 64)).ToArray();
        var reading = subscriptions.Select((reader, i) => Task.Run(() => Read(reader, 1 + i * 13))).ToArray();

        await Task.WhenAll(symbols.Select(symbol => Task.Run(() => Publish(rig, symbol, rounds)))).Within("the publishers' end");
        await rig.Hub.CompleteAsync().Within("the end of the feed");
        foreach (var checker in await Task.WhenAll(reading).Within("the readers' end"))
        {
            foreach (var symbol in symbols)
            {
                Assert.Equal(2 * rounds, checker.Last(symbol, MarketEventKind.Trade));
                Assert.Equal(rounds, checker.Last(symbol, MarketEventKind.Quote));
                Assert.Equal(1, checker.Last(symbol, MarketEventKind.Status));
            }

            if (policy == QueuePolicy.Block)
                Assert.Equal(0, checker.InGaps);
        }
    }

    [Fact]
    public async Task ManySubscribersComeAndGo_WhilePublishing_EachKeepsThePromiseFromItsStart()
    {
        var rig = new HubRig();
        using var stop = new CancellationTokenSource();
        var publishing = Task.Run(() => Publish(rig, Btc, int.MaxValue, stop.Token));

        for (var i = 0; i < 60; i++)
        {
            using var reader = rig.Subscribe(capacity: 32);
            var checker = new PromiseChecker(fromTheStart: false);
            var buffer = new MarketEvent[16];
            for (var reads = 0; reads < 5; reads++)
            {
                var count = await reader.ReadAsync(buffer).AsTask().Within("an event");
                checker.Take(buffer[..count]);
            }
        }

        await stop.CancelAsync();
        await publishing.Within("the publisher's end");
        Assert.Empty(rig.Hub.Subscriptions());
    }

    private static async Task Publish(HubRig rig, Symbol symbol, int rounds, CancellationToken stop = default)
    {
        for (var id = 1L; id <= rounds && !stop.IsCancellationRequested; id++)
        {
            if (!rig.Publish(TradeOf(2 * id - 1, symbol: symbol), QuoteOf(id, symbol: symbol), TradeOf(2 * id, symbol: symbol)))
                await rig.Hub.WaitForRoomAsync(CancellationToken.None);
        }
    }

    private static async Task<PromiseChecker> Read(IMarketDataReader reader, int bufferLength)
    {
        var checker = new PromiseChecker();
        var buffer = new MarketEvent[bufferLength];
        while (await reader.ReadAsync(buffer) is var count and > 0)
            checker.Take(buffer[..count]);
        return checker;
    }
}
