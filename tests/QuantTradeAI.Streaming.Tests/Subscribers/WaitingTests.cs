using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Subscribers;
using QuantTradeAI.Streaming.Symbols;
using QuantTradeAI.Streaming.Tests.Symbols;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Subscribers;

public class WaitingTests
{
    [Fact]
    public async Task ReadAsync_WhileWaiting_TakesTheWholeBatchAtOnce()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();
        var buffer = new MarketEvent[16];
        var read = reader.ReadAsync(buffer).AsTask();

        rig.Trades(1, 2, 3);

        var count = await read.Within("the batch");
        Assert.Equal("Live T1 T2 T3", Tell(buffer[..count]));
    }

    [Fact]
    public async Task ReadAsync_OnASchedulerOfItsOwn_GoesOnThereAfterThePublisher()
    {
        var scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        var rig = new HubRig();
        using var reader = rig.Subscribe();
        var buffer = new MarketEvent[16];
        var read = await OnScheduler(async () => await reader.ReadAsync(buffer) > 0 && TaskScheduler.Current == scheduler);

        var wasDone = await OnScheduler(() =>
        {
            rig.Trades(1, 2);
            return read.IsCompleted;
        });

        Assert.False(wasDone);
        Assert.True(await read.Within("the batch on its scheduler"));
        Assert.Equal("Live T1 T2", Tell(buffer[..3]));

        Task<T> OnScheduler<T>(Func<T> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, scheduler);
    }

    [Fact]
    public async Task WaitAsync_TellsThatThereIsSomethingAndThenThatNothingComes()
    {
        var rig = new HubRig();
        var subscription = rig.Hub.Subscribe(new StreamKey(Btc), DataTypes.Trades, 64, TimeSpan.FromSeconds(2), "one");
        var buffer = new MarketEvent[16];
        var waiting = subscription.Queue.WaitAsync().AsTask();
        Assert.False(waiting.IsCompleted);

        rig.Trades(1);

        Assert.True(await waiting.Within("the word") > 0);
        Assert.Equal("Live T1", Tell(buffer[..subscription.Queue.Take(buffer)]));
        waiting = subscription.Queue.WaitAsync().AsTask();
        subscription.End();
        Assert.Equal(0, await waiting.Within("the end"));
        Assert.Equal(0, await subscription.Queue.WaitAsync());
    }

    [Fact]
    public async Task ReadAsync_Cancelled_ThrowsAndTheNextReadGoesOn()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();
        using var cancelling = new CancellationTokenSource();
        var buffer = new MarketEvent[16];
        var read = reader.ReadAsync(buffer, cancelling.Token).AsTask();

        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(Deadline));
        var next = reader.ReadAsync(buffer).AsTask();
        rig.Trades(1);

        var count = await next.Within("the trade");
        Assert.Equal("Live T1", Tell(buffer[..count]));
    }

    [Fact]
    public async Task ReadAsync_CancelledOverAndOver_LosesNoWakeUp()
    {
        const int trades = 2_000;
        var rig = new HubRig();
        using var reader = rig.Subscribe(capacity: 8_192);
        var checker = new PromiseChecker();
        var buffer = new MarketEvent[8];
        var publishing = Task.Run(() =>
        {
            for (var id = 1L; id <= trades; id++)
                rig.Trades(id);
        });

        while (checker.Last(Btc, MarketEventKind.Trade) < trades)
        {
            using var cancelling = new CancellationTokenSource();
            var read = reader.ReadAsync(buffer, cancelling.Token).AsTask();
            if ((checker.Delivered & 1) == 0 && !publishing.IsCompleted)
                await cancelling.CancelAsync();
            try
            {
                checker.Take(buffer[..await read.WaitAsync(Deadline)]);
            }
            catch (OperationCanceledException)
            {
                await Task.Yield();
            }
        }

        await publishing.Within("the publisher's end");
        Assert.Equal(0, reader.Statistics.Dropped);
    }

    [Fact]
    public async Task ReadAsync_TwiceAtOnce_IsRefused()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();
        var read = reader.ReadAsync(new MarketEvent[1]).AsTask();

        Assert.Throws<InvalidOperationException>(() => { _ = reader.ReadAsync(new MarketEvent[1]); });
        Assert.Throws<ArgumentException>(() => { _ = reader.ReadAsync(default); });

        rig.Trades(1);
        await read.Within("the first event");
    }

    [Fact]
    public async Task Wake_AfterItsEventsWereTaken_LeavesTheReaderWaiting()
    {
        var queue = new SubscriberQueue(SubscriptionPlan.Of(Request(), 1), TimeProvider.System);
        using var cancelling = new CancellationTokenSource();
        var buffer = new MarketEvent[4];
        var trade = TradeOf(1);
        var cancelled = queue.ReadAsync(buffer, cancelling.Token).AsTask();
        Assert.Equal(OfferResult.Wake, queue.Offer(0, ref trade));
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(Deadline));
        Assert.Equal(1, await queue.ReadAsync(buffer, default));
        var read = queue.ReadAsync(buffer, default).AsTask();

        queue.Wake();

        Assert.Equal(OfferResult.Wake, queue.Offer(0, ref trade));
        queue.Wake();
        Assert.Equal(1, await read.Within("the second event"));
    }
}
