using QuantTradeAI.Streams.Push.Blocks;
using QuantTradeAI.Streams.Push.Receiving;
using QuantTradeAI.Streams.Push.Tests.Blocks;

namespace QuantTradeAI.Streams.Push.Tests.Receiving;

public sealed class ObserverSinkTests
{
    private static readonly ReceivedBlock[] Mixed =
    [
        Items(1, 2),
        Items(3, 1),
        ReceivedBlock.OfLoss(9, 4, 7, 4, LossReason.Conflated, 0),
        new(9, 8, Codecs.Strings.Encode(["a"]), 0, null),
        Items(9, 3).Without(1),
        new(9, 12, Codecs.Ticks.OfError(new TimeoutException("late")), 0, null),
        new(9, 13, Codecs.Ticks.OfError(new TimeoutException("late")) with { Payload = new byte[] { 1 } }, 0, null),
        Items(14, 1),
        new(9, 15, BlockCodec<Tick>.OfCompletion(), 0, null),
    ];

    [Fact]
    public async Task Single_OfAMix_IsToldAllInOrder()
    {
        using var inputs = new TestInputs();
        var observer = new TestObserver<Tick>();
        var sink = Sink(inputs, observer);

        await sink.TakeAsync(Mixed);

        Assert.Equal(["9/1", "9/2", "9/3", "Conflated 9/4-7", "Unreadable 9/8-8", "9/10", "9/11", "late", "Unreadable 9/13-13", "9/14", "end"], observer.Told);
        Assert.Equal((2, 2), (sink.Unread, inputs.Counted("push.dropped unreadable")));
        Assert.StartsWith("Warning 9724 observer cannot read items of ticks/one: A block of", Assert.Single(inputs.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_OfAMix_IsCalledOnceForWhatFollowsOneAnother()
    {
        using var inputs = new TestInputs();
        var observer = new TestBatchObserver<Tick>();

        await Sink(inputs, observer).TakeAsync(Mixed);

        Assert.Equal(["[9/1 9/2 9/3]", "Conflated 9/4-7", "Unreadable 9/8-8", "[9/10 9/11]", "late", "Unreadable 9/13-13", "[9/14]", "end"], observer.Told);
    }

    [Fact]
    public async Task Unreadable_Items_AreNotCountedAsDelivered()
    {
        using var inputs = new TestInputs();
        var observer = new TestObserver<string>();
        var stream = StreamId.Create("ticks", "two");
        var sink = new ObserverSink<string>(stream, "liar", observer, Codecs.Strings, inputs.Meters, inputs.Clock, inputs.Log);
        var subscription = inputs.Inputs.Add(stream, sink);
        await inputs.DeliverAsync(TestProducer.Whole(inputs.Channel, 0, 3), TestProducer.Whole(subscription.Channel, 0, 5));
        await inputs.Sink.HasAsync(3);
        await observer.ToldError.WaitAsync(TimeSpan.FromSeconds(20));
        await inputs.Inputs.RemoveAsync(subscription);
        await inputs.Inputs.RemoveAsync(inputs.Subscription);

        Assert.Equal((3, 5), (inputs.Counted("push.delivered"), inputs.Counted("push.dropped unreadable")));
        Assert.Equal(["Unreadable 1/1-5"], observer.Told);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Single_ThatThrows_IsGivenTheItemsBehind(bool later)
    {
        using var inputs = new TestInputs();
        var observer = new TestObserver<Tick>
        {
            OnNext = async tick =>
            {
                if (later)
                    await Task.Yield();
                if (tick.Number % 2 == 0)
                    throw new InvalidOperationException("no");
            },
        };

        await Sink(inputs, observer).TakeAsync([Items(1, 5)]);

        Assert.Equal(["9/1", "9/2", "9/3", "9/4", "9/5"], observer.Told);
        Assert.Equal(2, inputs.Counted("push.failures"));
        Assert.StartsWith("Warning 9721 observer threw", Assert.Single(inputs.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Single_ThatThrowsAtOnce_IsGivenTheItemsBehind()
    {
        using var inputs = new TestInputs();
        var observer = new TestObserver<Tick> { OnNext = _ => throw new InvalidOperationException("no") };

        await Sink(inputs, observer).TakeAsync([Items(1, 3)]);

        Assert.Equal((3, 3), (observer.Told.Count, inputs.Counted("push.failures")));
    }

    [Fact]
    public async Task Batch_ThatThrows_IsGivenTheNext()
    {
        using var inputs = new TestInputs();
        var observer = new TestBatchObserver<Tick> { OnNext = _ => throw new InvalidOperationException("no") };

        await Sink(inputs, observer).TakeAsync([Items(1, 2), ReceivedBlock.OfLoss(9, 3, 3, 1, LossReason.Overflow, 0), Items(4, 1)]);

        Assert.Equal(["[9/1 9/2]", "Overflow 9/3-3", "[9/4]"], observer.Told);
        Assert.Equal(2, inputs.Counted("push.failures"));
    }

    [Fact]
    public async Task Items_AreReadOnce_ForAllSubscriptions()
    {
        using var inputs = new TestInputs();
        var shapes = new List<Shape>();
        var block = new ReceivedBlock(9, 1, Codecs.Shapes.Encode([new Circle("a", 1)]), 0, null);
        for (var i = 0; i < 2; i++)
        {
            var observer = new TestBatchObserver<Shape> { OnNext = items => Keep(items[0].Item) };
            await new ObserverSink<Shape>(TestInputs.Stream, "o", observer, Codecs.Shapes, inputs.Meters, inputs.Clock, inputs.Log).TakeAsync([block]);
        }

        Assert.Same(shapes[0], shapes[1]);

        Task Keep(Shape shape)
        {
            shapes.Add(shape);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void Items_ReadAsOneType_AreNotAnother()
    {
        var block = new ReceivedBlock(9, 1, new BlockCodec<int>(Codecs.Serializer).Encode([-1]), 0, null);
        Assert.Equal(-1, block.Items(new BlockCodec<int>(Codecs.Serializer))[0]);

        Assert.Throws<FormatException>(() => block.Items(new BlockCodec<uint>(Codecs.Serializer)));
    }

    [Fact]
    public async Task Observer_RunsWhereItsSinkIsCalled_AsGrainsNeed()
    {
        using var inputs = new TestInputs();
        var scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        TaskScheduler? ran = null;
        var observer = new TestObserver<Tick>
        {
            OnNext = async _ =>
            {
                await Task.Yield();
                ran = TaskScheduler.Current;
            },
        };

        await Task.Factory.StartNew(() => Sink(inputs, observer).TakeAsync([Items(1, 1), Items(2, 1)]), CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap();

        Assert.Same(scheduler, ran);
    }

    private static ReceivedBlock Items(long first, int count) => new(9, first, Codecs.Ticks.Encode(Tick.From(first, count)), 0, null);

    private static ObserverSink<Tick> Sink(TestInputs inputs, object observer) =>
        new(TestInputs.Stream, "observer", observer, Codecs.Ticks, inputs.Meters, inputs.Clock, inputs.Log);
}
