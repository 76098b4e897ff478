using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;
using QuantTradeAI.Streaming.Tests.Subscribers;
using QuantTradeAI.Streaming.Tests.Symbols;

namespace QuantTradeAI.Streaming.Tests.Health;

public sealed class QueueHealthTests
{
    private readonly HubRig _rig = new();

    [Fact]
    public void Of_SeveralQueues_IsTheFullest()
    {
        using var idle = _rig.Subscribe("ETH-USD");
        using var full = _rig.Subscribe();
        _rig.Trades(1);
        _rig.Clock.Advance(TimeSpan.FromSeconds(2));
        _rig.Trades(2, 3);
        _rig.Clock.Advance(TimeSpan.FromSeconds(1));

        var queues = QueueHealth.Of(_rig.Hub.Subscriptions(), dropped: 5);

        Assert.Equal(new QueueHealth(full.Statistics.Waiting, TimeSpan.FromSeconds(3), 5, 2), queues);
        Assert.Equal(4, queues.Depth);
        Assert.Equal(queues with { Dropped = 0 }, _rig.Hub.Queues());
    }

    [Fact]
    public async Task Age_OfAQueue_IsThatOfItsOldestEvent()
    {
        using var reader = _rig.Subscribe();
        _rig.Trades(1);
        _rig.Clock.Advance(TimeSpan.FromSeconds(2));
        _rig.Trades(2);
        _rig.Clock.Advance(TimeSpan.FromSeconds(1));
        await reader.ReadAsync(new MarketEvent[2]);
        Assert.Equal(TimeSpan.FromSeconds(1), reader.Statistics.Age);
        await reader.ReadAsync(new MarketEvent[2]);
        Assert.Equal(TimeSpan.Zero, reader.Statistics.Age);
    }

    [Fact]
    public void Age_AfterDrops_IsThatOfTheOldestLeft()
    {
        using var reader = _rig.Subscribe(policy: QueuePolicy.DropOldest, capacity: 16);
        _rig.Trades(1);
        _rig.Clock.Advance(TimeSpan.FromSeconds(2));
        _rig.Trades([.. Enumerable.Range(2, 20).Select(id => (long)id)]);
        _rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(1), reader.Statistics.Age);
    }

    [Fact]
    public async Task Age_OfACallbackThatDoesNotReturn_Grows()
    {
        var begun = new TaskCompletionSource();
        var hang = new TaskCompletionSource();
        await using var subscription = _rig.Hub.Subscribe(HubRig.Request(dataTypes: DataTypes.Trades), new RecordingObserver((marketEvent, _) =>
        {
            if (marketEvent.Kind != MarketEventKind.Trade)
                return ValueTask.CompletedTask;
            begun.TrySetResult();
            return new ValueTask(hang.Task);
        }));
        _rig.Trades(1);
        await begun.Task.Within("the callback");
        _rig.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal((1, TimeSpan.FromSeconds(3)), (subscription.Statistics.Waiting, subscription.Statistics.Age));
        hang.SetResult();
    }

    [Fact]
    public void Queues_OfSubscriptionsThatTheirOwnersRead_AreCompared()
    {
        var full = _rig.Hub.Subscribe(new StreamKey(Symbol.Of("BTC-USD")), DataTypes.Trades, 64, TimeSpan.FromSeconds(1), "full");
        _rig.Hub.Subscribe(new StreamKey(Symbol.Of("ETH-USD")), DataTypes.Trades, 64, TimeSpan.FromSeconds(1), "idle");
        _rig.Trades(1, 2, 3);

        Assert.Equal((full.Statistics.Waiting, full.Plan.Number), (_rig.Hub.Queues().Depth, _rig.Hub.Queues().Subscription));
        Assert.True(full.Statistics.Waiting > 0);
    }

    [Fact]
    public void Dropped_CountsSubscriptionsThatHaveEndedToo()
    {
        using var full = _rig.Subscribe(policy: QueuePolicy.DropOldest, capacity: 16);
        var ended = _rig.Subscribe(policy: QueuePolicy.DropOldest, capacity: 16);
        _rig.Trades([.. Enumerable.Range(1, 40).Select(id => (long)id)]);
        var expected = full.Statistics.Dropped + ended.Statistics.Dropped;
        ended.Dispose();

        Assert.True(expected > 0);
        Assert.Equal((expected, 1L), (_rig.Hub.Queues().Dropped, _rig.Hub.Queues().Subscription));
    }

    [Fact]
    public void Of_NoQueues_IsNone() => Assert.Equal(new QueueHealth(0, TimeSpan.Zero, 3, 0), QueueHealth.Of([], 3));
}
