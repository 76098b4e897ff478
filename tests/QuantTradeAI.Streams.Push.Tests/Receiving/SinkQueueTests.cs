using QuantTradeAI.Streams.Push.Receiving;

namespace QuantTradeAI.Streams.Push.Tests.Receiving;

public sealed class SinkQueueTests
{
    [Fact]
    public async Task Sink_InACall_IsGivenAllThatCameMeanwhileAtOnce()
    {
        using var inputs = new TestInputs();
        var gate = await inputs.StallAsync();
        for (var i = 1; i < 50; i++)
            await inputs.DeliverAsync(i, i + 1);
        Assert.Equal(1, inputs.Sink.Calls);

        gate.SetResult();
        await inputs.Sink.HasAsync(50);

        Assert.Equal(2, inputs.Sink.Calls);
    }

    [Fact]
    public async Task Block_WithoutRoom_IsPendingUntilTheSinkTakes()
    {
        using var inputs = new TestInputs(settings => settings.Capacity = 10);
        var gate = await inputs.StallAsync();
        Assert.False(await inputs.DeliverAsync(1, 10));
        Assert.True(await inputs.DeliverAsync(10, 15));
        Assert.True(await inputs.DeliverAsync(10, 15));
        Assert.False(inputs.Producer.WasAcknowledged);

        gate.SetResult();
        var acknowledgement = await inputs.Producer.AcknowledgedAsync();
        await inputs.Sink.HasAsync(15);

        Assert.Equal(inputs.Id, acknowledgement.Receiver);
        Assert.Equal(new Wire.AcknowledgedChannel(inputs.Channel, 1, 15), Assert.Single(acknowledgement.Channels));
        Assert.Equal("1-1 2-10 11-15", inputs.Sink.Text);
        Assert.False(await inputs.DeliverAsync(15, 16));
    }

    [Fact]
    public async Task Block_OfAnIdleSink_TakesMoreThanItsCapacityAtOnce()
    {
        using var inputs = new TestInputs(settings => settings.Capacity = 10);

        Assert.False(await inputs.DeliverAsync(0, 100));
        await inputs.Sink.HasAsync(100);

        Assert.Equal("1-100", inputs.Sink.Text);
    }

    [Fact]
    public async Task Block_BeyondPatience_LosesTheOldest_AndIsNotWaitedForUntilItTakes()
    {
        using var inputs = new TestInputs(settings => (settings.Capacity, settings.Patience) = (10, TimeSpan.FromSeconds(3)));
        var gate = await inputs.StallAsync();
        Assert.True(await inputs.DeliverAsync(1, 16));
        inputs.Clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(inputs.Producer.WasAcknowledged);
        inputs.Clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(16, Assert.Single((await inputs.Producer.AcknowledgedAsync()).Channels).Last);
        Assert.Equal(5, inputs.Counted("push.dropped overflow"));

        Assert.False(await inputs.DeliverAsync(16, 20));
        inputs.Sink.OnTake = _ => new TaskCompletionSource().Task;
        gate.SetResult();
        await inputs.Sink.HasAsync(20);

        Assert.Equal("1-1 Overflow 2-10/9 11-16 17-20", inputs.Sink.Text);
        Assert.Equal(9, inputs.Counted("push.dropped overflow"));
        Assert.True(await inputs.DeliverAsync(20, 30));
    }

    [Fact]
    public async Task Block_OfAProducerThatDoesNotWait_KeepsTheCapacityOnceMoreForEachFrame_AndAFrame()
    {
        using var inputs = new TestInputs(settings => settings.Capacity = 10);
        var gate = await inputs.StallAsync();
        for (var i = 1; i < 100; i += 3)
            await inputs.DeliverAsync(i, i + 3);

        gate.SetResult();
        await inputs.Sink.HasAsync(100);

        Assert.Equal(34, inputs.Sink.Received.Sum(block => block.Count));
        Assert.StartsWith("1-1 Overflow 2-67/66 68-70 71-73", inputs.Sink.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DropOldest_WithoutRoom_LosesTheOldestAndIsNeverPending()
    {
        using var inputs = new TestInputs(settings => (settings.Capacity, settings.Policy) = (10, PushStreamPolicy.DropOldest));
        var gate = await inputs.StallAsync();
        for (var i = 1; i < 100; i += 3)
            Assert.False(await inputs.DeliverAsync(i, i + 3));

        gate.SetResult();
        await inputs.Sink.HasAsync(100);

        Assert.Equal("1-1 Overflow 2-90/89 91-91 92-94 95-97 98-100", inputs.Sink.Text);
        Assert.Equal(89, inputs.Counted("push.dropped overflow"));
    }

    [Fact]
    public async Task Conflate_WithRoom_KeepsAll()
    {
        using var inputs = new TestInputs(settings => (settings.Capacity, settings.Policy) = (4, PushStreamPolicy.Conflate));
        var gate = await inputs.StallAsync();
        Assert.False(await inputs.DeliverAsync(TestProducer.Keyed(inputs.Channel, 1, 1, 1, 2, 1)));

        gate.SetResult();
        await inputs.Sink.HasAsync(5);

        Assert.Equal("1-1 2-2 3-3 4-4 5-5", inputs.Sink.Text);
    }

    [Fact]
    public async Task Conflate_WithoutRoom_KeepsTheLatestOfEachKey()
    {
        using var inputs = new TestInputs(settings => (settings.Capacity, settings.Policy) = (4, PushStreamPolicy.Conflate));
        var gate = await inputs.StallAsync();
        Assert.False(await inputs.DeliverAsync(TestProducer.Keyed(inputs.Channel, 1, 1, 1, 2, 1, 2, 3)));
        Assert.False(await inputs.DeliverAsync(TestProducer.Keyed(inputs.Channel, 7, 2)));
        Assert.False(await inputs.DeliverAsync(TestProducer.Keyed(inputs.Channel, 8, 4, 5)));

        gate.SetResult();
        await inputs.Sink.HasAsync(10);

        Assert.Equal("1-1 Conflated 2-4/3 Overflow 5-5/1 Conflated 6-6/1 7-7 8-8 9-9 10-10", inputs.Sink.Text);
        Assert.Equal((4, 1), (inputs.Counted("push.dropped conflated"), inputs.Counted("push.dropped overflow")));
    }

    [Fact]
    public async Task Sink_ThatThrows_IsGivenTheNext_AndTheLogIsPaced()
    {
        using var inputs = new TestInputs();
        inputs.Sink.OnTake = received => received[0].First == 10 ? Task.CompletedTask : throw new InvalidOperationException("no");
        for (var i = 0; i < 10; i++)
        {
            await inputs.DeliverAsync(i, i + 1);
            await inputs.Sink.HasAsync(i + 1);
            if (i == 4)
                inputs.Clock.Advance(LogPace.Between);
        }

        await inputs.Inputs.RemoveAsync(inputs.Subscription);
        Assert.Equal("1-1 2-2 3-3 4-4 5-5 6-6 7-7 8-8 9-9 10-10", inputs.Sink.Text);
        Assert.Equal((9, 1), (inputs.Counted("push.failures"), inputs.Counted("push.delivered")));
        Assert.Equal(2, inputs.Log.Lines.Count);
        Assert.All(inputs.Log.Lines, line => Assert.StartsWith("Warning 9720 sink failed to take items of ticks/one", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sink_ThatNeverReturns_FillsOnlyItsOwnQueue()
    {
        using var inputs = new TestInputs(settings => (settings.Capacity, settings.Policy) = (10, PushStreamPolicy.DropOldest));
        await inputs.StallAsync();
        var other = new TestSink("other");
        inputs.Inputs.Add(TestInputs.Stream, other);
        for (var i = 1; i <= 100; i++)
        {
            await inputs.DeliverAsync(i, i + 1);
            await other.HasAsync(i + 1);
        }

        Assert.Equal(100, other.Received.Count);
        Assert.Equal(1, inputs.Sink.Calls);
    }

    [Fact]
    public async Task End_DuringACall_WaitsForIt_AndNoCallFollows()
    {
        using var inputs = new TestInputs();
        var gate = await inputs.StallAsync();
        await inputs.DeliverAsync(1, 2);

        var ending = inputs.Inputs.RemoveAsync(inputs.Subscription);
        Assert.False(ending.IsCompleted);
        gate.SetResult();

        Assert.True(await ending.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(1, inputs.Sink.Calls);
        Assert.Equal(0, inputs.Counted("push.subscribers"));
        Assert.False(await inputs.Inputs.RemoveAsync(inputs.Subscription));
        Assert.Equal(0, inputs.Counted("push.subscribers"));
    }

    [Fact]
    public async Task End_OfASinkThatNeverReturns_WaitsNoLongerThanItsLimit()
    {
        using var inputs = new TestInputs();
        await inputs.StallAsync();

        var ending = inputs.Inputs.RemoveAsync(inputs.Subscription);
        await inputs.Clock.ArmedAsync(SinkQueue.EndLimit);
        Assert.False(ending.IsCompleted);
        inputs.Clock.Advance(SinkQueue.EndLimit);

        Assert.True(await ending.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task End_ByTheRunningCallItself_DoesNotWait()
    {
        using var inputs = new TestInputs();
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        inputs.Sink.OnTake = async _ =>
        {
            await Task.Yield();
            ended.SetResult(await inputs.Inputs.RemoveAsync(inputs.Subscription));
        };

        await inputs.DeliverAsync(0, 1);

        Assert.True(await ended.Task.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task End_OfThePendingSubscription_LetsTheProducerGoOn()
    {
        using var inputs = new TestInputs(settings => settings.Capacity = 10);
        inputs.Inputs.Add(TestInputs.Stream, new TestSink("other"));
        var gate = await inputs.StallAsync();
        Assert.True(await inputs.DeliverAsync(1, 20));

        var ending = inputs.Inputs.RemoveAsync(inputs.Subscription);
        Assert.Equal(20, Assert.Single((await inputs.Producer.AcknowledgedAsync()).Channels).Last);
        gate.SetResult();
        Assert.False(await ending.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Meters_CountWhatWasDelivered_AndHowLate()
    {
        using var inputs = new TestInputs();
        var now = (inputs.Clock.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks) * 100;
        await inputs.DeliverAsync(TestProducer.Whole(inputs.Channel, 0, 7) with { PublishedAt = now - 2_500_000_000 });
        await inputs.Sink.HasAsync(7);
        Assert.Equal(1, inputs.Counted("push.subscribers"));
        await inputs.Inputs.RemoveAsync(inputs.Subscription);

        Assert.Equal((7, 2.5, 0), (inputs.Counted("push.delivered"), inputs.Counted("push.latency"), inputs.Counted("push.subscribers")));
    }
}
