using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Tests.Symbols;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Subscribers;

/// <summary>Several publishers, readers that are cancelled, and subscribers that come and go, all at once, against the promise.</summary>
public class ConcurrencyTests
{
    private const int Rounds = 20_000;

    [Theory]
    [InlineData(QueuePolicy.DropOldest)]
    [InlineData(QueuePolicy.Conflate)]
    [InlineData(QueuePolicy.Block)]
    public async Task Everything_AtOnce_KeepsThePromiseAndWakesEveryReader(QueuePolicy policy)
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe("BTC-USD ETH-USD", policy, capacity: 64);
        using var ended = new CancellationTokenSource();
        var reading = ReadAsync(reader);
        var churning = Task.Run(() => ChurnAsync(rig, ended.Token));

        await Task.WhenAll(Publishing(rig, Btc), Publishing(rig, Eth)).Within("the publishers");
        await ended.CancelAsync();
        await churning.Within("subscribers that come and go");
        await rig.Hub.CompleteAsync().Within("the end");

        var checker = await reading.Within("the reader");
        Assert.Equal(Rounds, checker.Last(Btc, MarketEventKind.Trade));
        Assert.Equal(Rounds, checker.Last(Eth, MarketEventKind.Quote));
    }

    private static Task Publishing(HubRig rig, Symbol symbol) => Task.Run(async () =>
    {
        for (var id = 1; id <= Rounds; id++)
        {
            if (!rig.Publish(TradeOf(id, symbol: symbol), QuoteOf(id, symbol: symbol)))
                await rig.Hub.WaitForRoomAsync(default);
            if (id % 512 == 0)
                await Task.Yield();
        }
    });

    /// <summary>Reads until the end; every third read is cancelled, now and then too late.</summary>
    private static async Task<PromiseChecker> ReadAsync(IMarketDataReader reader)
    {
        var checker = new PromiseChecker();
        var buffer = new MarketEvent[48];
        for (var round = 0; ; round++)
        {
            var cancelling = new CancellationTokenSource();
            if (round % 3 == 0)
                _ = Task.Run(cancelling.Cancel);
            try
            {
                var count = await reader.ReadAsync(buffer.AsMemory(0, 1 + round % buffer.Length), cancelling.Token);
                if (count == 0)
                    return checker;
                checker.Take(buffer[..count]);
            }
            catch (OperationCanceledException)
            {
                // Nothing was taken: the next read goes on.
            }
        }
    }

    private static async Task ChurnAsync(HubRig rig, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            var (observer, checker) = (new RecordingObserver(), new PromiseChecker(fromTheStart: false));
            await using (rig.Hub.Subscribe(Request("BTC-USD ETH-USD", policy: QueuePolicy.Conflate, capacity: 16), observer))
                await observer.Until("something", events => events.Count > 0);
            var count = observer.Events.Count;
            checker.Take(observer.Events);
            await Task.Yield();
            Assert.Equal(count, observer.Events.Count);
        }
    }
}
