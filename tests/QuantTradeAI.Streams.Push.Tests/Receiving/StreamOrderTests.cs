using FsCheck.Xunit;
using QuantTradeAI.Streams.Push.Receiving;
using QuantTradeAI.Streams.Push.Tests.Blocks;

namespace QuantTradeAI.Streams.Push.Tests.Receiving;

public sealed class StreamOrderTests
{
    // Segments as after-last; what lies in one without being in its blocks is lost there.
    [Theory]
    [InlineData("0-3 3-5", "1-3 4-5")]
    [InlineData("0-3 0-3 3-5", "1-3 4-5")]
    [InlineData("0-3 0-5", "1-3 4-5")]
    [InlineData("0-3 5-7 3-5", "1-3 4-5 6-7")]
    [InlineData("0-3 5-7 4-6 3-5", "1-3 4-5 6-6 7-7")]
    [InlineData("0-3 7-9 5-7 3-5", "1-3 4-5 6-7 8-9")]
    [InlineData("0-3 5-7 5-7 3-5", "1-3 4-5 6-7")]
    [InlineData("10-12 12-13", "11-12 13-13")]
    [InlineData("10-12 8-10 12-13", "11-12 Unreachable 9-10/2 13-13")]
    [InlineData("0-3 2-2 3-4", "1-3 4-4")]
    public async Task Segments_InAnyOrder_AreDeliveredInOrder(string segments, string expected)
    {
        using var inputs = new TestInputs();

        foreach (var (after, last) in segments.Split(' ').Select(segment => segment.Split('-')).Select(parts => (long.Parse(parts[0]), long.Parse(parts[1]))))
            await inputs.DeliverAsync(after, last);

        await inputs.Sink.HasAsync(long.Parse(expected.Split('-')[^1]));
        Assert.Equal(expected, inputs.Sink.Text);
    }

    [Fact]
    public async Task First_ThatIsOvertaken_IsWaitedFor()
    {
        using var inputs = new TestInputs();
        inputs.Producer.NoteBegun(inputs.Channel, 1);
        Assert.True(await inputs.DeliverAsync(3, 5));

        await inputs.DeliverAsync(TestProducer.Whole(inputs.Channel, 0, 3) with { IsFirst = true });
        await inputs.Sink.HasAsync(5);

        Assert.Equal("1-3 4-5", inputs.Sink.Text);
    }

    [Fact]
    public async Task First_OfANewRoute_TellsWhatTheRouteBeforeLost_AtOnce()
    {
        using var inputs = new TestInputs();
        await inputs.DeliverAsync(0, 3);

        Assert.False(await inputs.DeliverAsync(TestProducer.Whole(inputs.Channel, 7, 9) with { IsFirst = true }));
        await inputs.Sink.HasAsync(9);

        Assert.Equal("1-3 Unreachable 4-7/4 8-9", inputs.Sink.Text);
    }

    [Fact]
    public async Task Items_OfPartsThatWereHad_AreSkipped()
    {
        using var inputs = new TestInputs();
        await inputs.DeliverAsync(0, 3);
        await inputs.DeliverAsync(0, 5);
        await inputs.Sink.HasAsync(5);

        Assert.Equal([1, 2, 3, 4, 5], inputs.Sink.Received.SelectMany(block => block.Items(Codecs.Ticks)).Select(tick => tick.Number));
    }

    [Fact]
    public async Task Blocks_ThatWereHadWhole_AreNotDelivered()
    {
        using var inputs = new TestInputs();
        await inputs.DeliverAsync(0, 3);
        await inputs.DeliverAsync(TestProducer.Segment(inputs.Channel, 0, 5, (1, 2), (3, 1), (4, 2)));
        await inputs.Sink.HasAsync(5);

        Assert.Equal("1-3 4-5", inputs.Sink.Text);
    }

    [Fact]
    public async Task Holes_ThatAreFilledAgainAndAgain_AreNotHeldAgainstTheProducer()
    {
        using var inputs = new TestInputs();
        inputs.Options.MaxFrameBytes = 1_024;
        await inputs.DeliverAsync(0, 1);
        for (var after = 1; after < 1_000; after += 100)
        {
            await inputs.DeliverAsync(after + 20, after + 100);
            await inputs.DeliverAsync(after, after + 20);
        }

        await inputs.Sink.HasAsync(1_001);
        Assert.All(inputs.Sink.Received, block => Assert.Null(block.Loss));
    }

    [Fact]
    public async Task Losses_InASegment_AreToldInTheirPlaces()
    {
        using var inputs = new TestInputs();

        await inputs.DeliverAsync(TestProducer.Segment(inputs.Channel, 0, 20, (3, 2), (5, 1), (10, 5)) with { Reason = LossReason.Conflated });
        await inputs.Sink.HasAsync(20);

        Assert.Equal("Conflated 1-2/2 3-4 5-5 Conflated 6-9/4 10-14 Conflated 15-20/6", inputs.Sink.Text);
    }

    [Fact]
    public async Task Hole_WhoseSegmentDoesNotCome_IsToldAfterTheLimit_AndAcknowledged()
    {
        using var inputs = new TestInputs();
        await inputs.DeliverAsync(0, 3);
        Assert.True(await inputs.DeliverAsync(5, 7));
        Assert.True(await inputs.DeliverAsync(9, 10));
        await inputs.Sink.HasAsync(3);
        Assert.False(inputs.Producer.WasAcknowledged);

        inputs.Clock.Advance(inputs.Options.SendTimeout);
        Assert.False(inputs.Producer.WasAcknowledged);
        inputs.Clock.Advance(inputs.Options.SendTimeout);
        await inputs.Sink.HasAsync(10);

        Assert.Equal("1-3 Unreachable 4-5/2 6-7 Unreachable 8-9/2 10-10", inputs.Sink.Text);
        var acknowledged = Assert.Single((await inputs.Producer.AcknowledgedAsync()).Channels);
        Assert.Equal((inputs.Channel, 1, 10), (acknowledged.Channel, acknowledged.Epoch, acknowledged.Last));
        Assert.Equal(4, inputs.Counted("push.dropped unreachable"));
    }

    [Fact]
    public async Task Hole_ThatIsFilledInTime_IsAcknowledgedToThePendingProducer()
    {
        using var inputs = new TestInputs();
        await inputs.DeliverAsync(0, 3);
        Assert.True(await inputs.DeliverAsync(5, 7));

        Assert.False(await inputs.DeliverAsync(3, 5));

        Assert.Equal(7, Assert.Single((await inputs.Producer.AcknowledgedAsync()).Channels).Last);
    }

    [Fact]
    public async Task Segments_BeyondAHole_AreKeptBoundedInCount()
    {
        using var inputs = new TestInputs();
        await inputs.DeliverAsync(0, 1);
        for (var i = 0; i <= StreamInput.MaxHeld; i++)
            await inputs.DeliverAsync(10 + i, 11 + i);

        await inputs.Sink.HasAsync(11 + StreamInput.MaxHeld);
        Assert.StartsWith("1-1 Unreachable 2-10/9 11-11 12-12", inputs.Sink.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Segments_BeyondAHole_AreKeptBoundedInBytes()
    {
        using var inputs = new TestInputs();
        inputs.Options.MaxFrameBytes = 1_024;
        await inputs.DeliverAsync(0, 1);
        await inputs.DeliverAsync(10, 110);
        await inputs.Sink.HasAsync(1);
        Assert.Equal("1-1", inputs.Sink.Text);
        await inputs.DeliverAsync(110, 210);

        await inputs.Sink.HasAsync(210);
        Assert.Equal("1-1 Unreachable 2-10/9 11-110 111-210", inputs.Sink.Text);
    }

    [Fact]
    public async Task Epochs_AndProducers_HavePositionsOfTheirOwn()
    {
        using var inputs = new TestInputs();
        var other = new TestProducer();
        await inputs.DeliverAsync(0, 3);
        await inputs.Inputs.DeliverAsync(other.Frame(TestProducer.Whole(inputs.Channel, 0, 2) with { Epoch = 2 }));
        await inputs.DeliverAsync(TestProducer.Whole(inputs.Channel, 0, 1) with { Epoch = 3 });
        await inputs.DeliverAsync(3, 4);
        await inputs.Inputs.DeliverAsync(other.Frame(TestProducer.Whole(inputs.Channel, 0, 3) with { Epoch = 2 }));

        await inputs.Sink.CalledAsync(1);
        await inputs.Sink.HasAsync(4);
        await inputs.Subscription.EndAsync();
        Assert.StartsWith("1 1-3, 2 1-2, 3 1-1, 1 4-4", string.Join(", ", inputs.Sink.Received.Select(block => $"{block.Epoch} {block.First}-{block.Last}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Epochs_ThatEnded_AreForgottenAtLast()
    {
        using var inputs = new TestInputs();
        for (var epoch = 1; epoch <= StreamInput.MaxPositions + 1; epoch++)
            await inputs.DeliverAsync(TestProducer.Whole(inputs.Channel, 0, epoch == 1 ? 2 : 1) with { Epoch = epoch });
        await inputs.DeliverAsync(TestProducer.Whole(inputs.Channel, 0, 1) with { Epoch = StreamInput.MaxPositions + 1 });
        Assert.True(await inputs.DeliverAsync(TestProducer.Whole(inputs.Channel, 7, 8)));
        inputs.Clock.Advance(inputs.Options.SendTimeout * 1.5);

        await inputs.Sink.HasAsync(8);
        Assert.Equal("8-8", TestSink.TextOf(inputs.Sink.Received.Skip(StreamInput.MaxPositions + 1)));
    }

    [Fact]
    public async Task Damage_IsToldAsUnreadable_AndTheRestGoesOn()
    {
        using var inputs = new TestInputs();
        var segment = TestProducer.Segment(inputs.Channel, 0, 10, (1, 3), (4, 7));
        await inputs.DeliverAsync(segment with { Blocks = segment.Blocks[..^1] });
        await inputs.DeliverAsync(10, 12);
        await inputs.Sink.HasAsync(12);

        Assert.Equal("1-3 Unreadable 4-10/7 11-12", inputs.Sink.Text);
        Assert.Equal(7, inputs.Counted("push.dropped unreadable"));
        Assert.StartsWith("Warning 9722 A segment of ticks/one from producer is damaged: ", Assert.Single(inputs.Log.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(5, 4)]
    [InlineData(0, long.MaxValue)]
    public async Task Segments_ThatCannotBe_AreRefused(long after, long last)
    {
        using var inputs = new TestInputs();
        Assert.False(await inputs.DeliverAsync(TestProducer.Segment(inputs.Channel, after, last)));
        await inputs.DeliverAsync(TestProducer.Whole(inputs.Channel, 0, 1) with { IsFirst = true });
        await inputs.Sink.HasAsync(1);

        Assert.Equal("1-1", inputs.Sink.Text);
        Assert.Single(inputs.Log.Lines);
    }

    [Property(MaxTest = 300)]
    public void Segments_OfAnyScheduleWithDuplicates_AreDeliveredOnceOrToldLost(int seed) => RunAsync(new Random(seed)).GetAwaiter().GetResult();

    private static async Task RunAsync(Random random)
    {
        using var inputs = new TestInputs();
        var cuts = Enumerable.Range(0, random.Next(2, 40)).Select(_ => (long)random.Next(1, 200)).Append(0).Append(200).Distinct().Order().ToArray();
        var segments = cuts.Zip(cuts[1..], (after, last) => Build(inputs.Channel, after, last, random)).ToList();
        var sent = new List<Wire.StreamSegment> { segments[0] };
        foreach (var segment in segments.Skip(1).Where(_ => random.Next(20) > 0))
            sent.Insert(Math.Max(1, sent.Count - random.Next(4)), segment);
        for (var copies = random.Next(10); copies > 0; copies--)
            sent.Insert(random.Next(1, sent.Count + 1), sent[random.Next(sent.Count)]);
        foreach (var segment in sent)
            await inputs.DeliverAsync(segment);
        inputs.Clock.Advance(inputs.Options.SendTimeout * 2);
        await inputs.DeliverAsync(200, 201);
        inputs.Clock.Advance(inputs.Options.SendTimeout * 2);
        await inputs.Sink.HasAsync(201);

        var next = 1L;
        var arrived = sent.Aggregate(new HashSet<long>(), (all, segment) => [.. all, .. NumbersIn(segment)]);
        foreach (var block in inputs.Sink.Received)
        {
            Assert.Equal(next, block.First);
            if (block.Loss is { } loss)
                Assert.True(loss.Count == loss.Last - loss.First + 1 && !arrived.Any(number => number >= loss.First && number <= loss.Last), $"{inputs.Sink.Text}: {loss.First} came");
            else
                Assert.Equal(Tick.From(block.First, block.Count), block.Items(Codecs.Ticks).ToArray());
            next = block.Last + 1;
        }

        Assert.Equal(202, next);
    }

    private static Wire.StreamSegment Build(int channel, long after, long last, Random random)
    {
        var blocks = new List<(long First, int Count)>();
        for (var first = after + 1; first <= last;)
        {
            var count = (int)Math.Min(random.Next(1, 8), last - first + 1);
            if (random.Next(6) > 0)
                blocks.Add((first, count));
            first += count;
        }

        return TestProducer.Segment(channel, after, last, [.. blocks]);
    }

    private static IEnumerable<long> NumbersIn(Wire.StreamSegment segment)
    {
        var rest = segment.Blocks;
        while (Push.Blocks.BlockFormat.TryRead(ref rest, out var first, out var block))
        {
            for (var i = 0; i < block.Count; i++)
                yield return first + i;
        }
    }
}
