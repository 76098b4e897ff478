using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Subscribers;
using QuantTradeAI.Streaming.Tests.Symbols;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Subscribers;

public class BlockingTests
{
    private long _id;

    [Fact]
    public async Task Publish_FullQueue_AsksToWaitUntilItIsHalfEmpty()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe(policy: QueuePolicy.Block, capacity: 16);

        Assert.True(Send(rig, 14));
        Assert.False(Send(rig, 10));
        var room = rig.Hub.WaitForRoomAsync(default).AsTask();
        Drain(reader, most: 16);
        Assert.False(room.IsCompleted);
        Assert.False(Send(rig, 1));
        Drain(reader, most: 2);

        await room.WaitAsync(Deadline);
        Assert.True(Send(rig, 1));
        Assert.Equal(0, reader.Statistics.Dropped);
    }

    [Fact]
    public async Task WaitForRoom_PatienceEnds_LosesTheOldestUntilDrained()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe(policy: QueuePolicy.Block, capacity: 16);
        Send(rig, 20);
        rig.Clock.Advance(TimeSpan.FromSeconds(2));
        var room = rig.Hub.WaitForRoomAsync(default).AsTask();

        rig.Clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(room.IsCompleted);
        rig.Clock.Advance(TimeSpan.FromSeconds(0.1));
        await room.WaitAsync(Deadline);

        Assert.True(Send(rig, 2));
        Assert.True(rig.Hub.WaitForRoomAsync(default).IsCompletedSuccessfully);
        Assert.Equal("gapT1-6:6:SlowSubscriber gapS1-1:1:SlowSubscriber last:Live", Tell(Drain(reader).Take(3)));
        Assert.True(Send(rig, 15));
        Assert.False(Send(rig, 1));
    }

    [Fact]
    public async Task WaitForRoom_SubscriberLeaves_EndsAtOnce()
    {
        var rig = new HubRig();
        var reader = rig.Subscribe(policy: QueuePolicy.Block, capacity: 16);
        Send(rig, 20);
        var room = rig.Hub.WaitForRoomAsync(default).AsTask();

        reader.Dispose();

        await room.WaitAsync(Deadline);
        Assert.True(Send(rig, 20));
    }

    [Fact]
    public async Task WaitForRoom_Cancelled_Throws()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe(policy: QueuePolicy.Block, capacity: 16);
        Send(rig, 20);
        using var cancelling = new CancellationTokenSource();
        var room = rig.Hub.WaitForRoomAsync(cancelling.Token).AsTask();

        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => room.WaitAsync(Deadline));
    }

    [Fact]
    public void Publish_ThoughNobodyWaits_IsBoundedAndTellsWhatIsLost()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe(policy: QueuePolicy.Block, capacity: 16);

        Send(rig, 16 + SubscriberQueue.MaxOvershoot + 100);

        var events = Drain(reader);
        Assert.Equal(16 + SubscriberQueue.MaxOvershoot, events.Count(one => one.Kind == MarketEventKind.Trade));
        var checker = new PromiseChecker();
        checker.Take(events);
        Assert.Equal(_id, checker.Last(Btc, MarketEventKind.Trade));
    }

    private bool Send(HubRig rig, int count) => rig.Trades([.. Enumerable.Range(0, count).Select(_ => ++_id)]);
}
