using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Receiving;

public sealed class PushInputsTests
{
    [Fact]
    public async Task Channels_OfClosedStreams_AreUnknown_AndNeverUsedAgain()
    {
        using var inputs = new TestInputs();
        var (inner, first) = (inputs.Inputs, inputs.Channel);
        var second = inner.Add(TestInputs.Stream, new TestSink());
        Assert.Equal((first, first), (second.Channel, inner.Open(TestInputs.Stream)));

        Assert.False(await inner.RemoveAsync(inputs.Subscription));
        Assert.Equal(DeliveryReply.Taken, await inner.DeliverAsync(inputs.Producer.Frame(TestProducer.Whole(first, 0, 1))));
        Assert.True(await inner.RemoveAsync(second));
        Assert.Equal([first], (await inner.DeliverAsync(inputs.Producer.Frame(TestProducer.Whole(first, 1, 2)))).Unknown!);

        Assert.True(first > 0);
        Assert.True(inner.Open(TestInputs.Stream) > first);
    }

    [Fact]
    public async Task Frame_OfManyStreams_NamesThosePendingAndUnknown()
    {
        using var inputs = new TestInputs(settings => settings.Capacity = 5);
        await inputs.StallAsync();
        var other = new TestSink();
        var channel = inputs.Inputs.Add(StreamId.Create("ticks", "two"), other).Channel;

        var reply = await inputs.Inputs.DeliverAsync(inputs.Producer.Frame(
            TestProducer.Whole(inputs.Channel, 1, 9), TestProducer.Whole(channel, 0, 9), TestProducer.Whole(77, 0, 1)));

        Assert.Equal([inputs.Channel], reply.Pending!);
        Assert.Equal([77], reply.Unknown!);
        await other.HasAsync(9);
    }

    [Fact]
    public async Task Stream_WithoutSubscriptions_IsTaken_AndTheNextSubscriptionBeginsThere()
    {
        using var inputs = new TestInputs();
        var stream = StreamId.Create("ticks", "two");
        var channel = inputs.Inputs.Open(stream);
        Assert.False(await inputs.DeliverAsync(TestProducer.Whole(channel, 0, 5)));
        var sink = new TestSink();
        var subscription = inputs.Inputs.Add(stream, sink);
        await inputs.DeliverAsync(TestProducer.Whole(channel, 0, 7));
        await sink.HasAsync(7);

        Assert.Equal("6-7", sink.Text);
        Assert.True(await inputs.Inputs.RemoveAsync(subscription));
        Assert.False(await inputs.Inputs.RemoveAsync(subscription));
    }

    [Fact]
    public async Task Acknowledgements_ThatComeWhileOneIsUnderWay_GoTogether()
    {
        using var inputs = new TestInputs(settings => settings.Capacity = 1);
        var gate = new TaskCompletionSource();
        inputs.Producer.OnAcknowledge = _ => gate.Task;
        var streams = Enumerable.Range(0, 5).Select(i => new PendingStream(inputs, i)).ToArray();
        foreach (var stream in streams)
            await stream.StallAsync();

        streams[0].Gate.SetResult();
        Assert.Equal(streams[0].Channel, Assert.Single((await inputs.Producer.AcknowledgedAsync()).Channels).Channel);
        foreach (var stream in streams.Skip(1))
        {
            stream.Gate.SetResult();
            await stream.Sink.HasAsync(3);
        }

        gate.SetResult();
        Assert.Equal(streams.Skip(1).Select(stream => stream.Channel), (await inputs.Producer.AcknowledgedAsync()).Channels.Select(channel => channel.Channel).Order());
    }

    [Fact]
    public async Task Acknowledgement_ThatFails_IsTriedAgain_ButNotForEver()
    {
        using var inputs = new TestInputs(settings => settings.Capacity = 1);
        inputs.Producer.OnAcknowledge = _ => throw new InvalidOperationException("gone");
        var stream = new PendingStream(inputs, 0);
        await stream.StallAsync();
        stream.Gate.SetResult();

        for (var tries = 1; tries <= Push.Receiving.Acknowledger.Tries; tries++)
        {
            await inputs.Producer.AcknowledgedAsync();
            if (tries == Push.Receiving.Acknowledger.Tries)
                break;
            await inputs.Clock.ArmedAsync(Push.Receiving.Acknowledger.Between);
            inputs.Clock.Advance(Push.Receiving.Acknowledger.Between);
        }

        inputs.Producer.OnAcknowledge = _ => Task.CompletedTask;
        var next = new PendingStream(inputs, 1);
        await next.StallAsync();
        next.Gate.SetResult();
        Assert.Equal(next.Channel, Assert.Single((await inputs.Producer.AcknowledgedAsync()).Channels).Channel);
        Assert.Equal(3, inputs.Counted("push.acknowledgements.failed"));
        Assert.StartsWith("Warning 9723 producer cannot be told", Assert.Single(inputs.Log.Lines), StringComparison.Ordinal);
    }

    private sealed class PendingStream
    {
        private readonly TestInputs _inputs;

        public PendingStream(TestInputs inputs, int number)
        {
            _inputs = inputs;
            Sink = new TestSink { OnTake = _ => Gate.Task };
            Channel = inputs.Inputs.Add(StreamId.Create("pending", $"{number}"), Sink).Channel;
        }

        public TaskCompletionSource Gate { get; } = new();

        public TestSink Sink { get; }

        public int Channel { get; }

        public async Task StallAsync()
        {
            Assert.False(await _inputs.DeliverAsync(TestProducer.Whole(Channel, 0, 1)));
            await Sink.CalledAsync(1);
            Assert.True(await _inputs.DeliverAsync(TestProducer.Whole(Channel, 1, 3)));
        }
    }
}
