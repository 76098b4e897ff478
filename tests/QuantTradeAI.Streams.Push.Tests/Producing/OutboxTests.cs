using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Producing;

/// <summary>What a subscriber that is slower than its producer costs whom.</summary>
public sealed class OutboxTests
{
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Block_ProducerWaitsForRoom_AndNothingIsLost()
    {
        var (rig, receiver) = await FilledAsync(PushStreamPolicy.Block);
        var waiting = rig.PublishAsync();
        Assert.False(waiting.IsCompleted);

        receiver.Holds = false;
        receiver.Answer();
        await waiting.WaitAsync(Patience.Limit);
        await rig.Outputs.FlushAsync(ProducerRig.Stream, CancellationToken.None).WaitAsync(Patience.Limit);

        Assert.Equal(Enumerable.Range(1, 10).Select(number => (long)number), receiver.Segments.SelectMany(ProducerRig.NumbersOf));
        Assert.All(receiver.Segments, segment => Assert.Equal(0, segment.Lost));
    }

    [Fact]
    public async Task Block_AfterItsPatience_TheOldestAreLost_AndTheProducerGoesOn()
    {
        var (rig, receiver) = await FilledAsync(PushStreamPolicy.Block);
        var waiting = rig.PublishAsync(2);
        rig.Clock.Advance(Patient);
        await waiting.WaitAsync(Patience.Limit);

        await rig.PublishAsync(); // Not waited for again.
        receiver.Holds = false;
        receiver.Answer();
        await rig.Outputs.FlushAsync(ProducerRig.Stream, CancellationToken.None).WaitAsync(Patience.Limit);

        Assert.Equal(["0..1 [1]", "1..12 [5 6 7 8 9 10 11 12] 3 Overflow"], receiver.Segments.Select(ProducerRig.Show));
    }

    [Fact]
    public async Task DropOldest_ProducerNeverWaits_AndTheLossIsExact()
    {
        var (rig, receiver) = await FilledAsync(PushStreamPolicy.DropOldest);
        for (var item = 0; item < 5; item++)
            Assert.True(rig.PublishAsync().IsCompletedSuccessfully);

        receiver.Holds = false;
        receiver.Answer();
        await rig.Outputs.FlushAsync(ProducerRig.Stream, CancellationToken.None).WaitAsync(Patience.Limit);

        Assert.Equal("1..14 [7 8 9 10 11 12 13 14] 5 Overflow", ProducerRig.Show(receiver.Segments.Last()));
    }

    [Fact]
    public async Task Conflate_TheLatestOfEachKeyIsKept_AndTheLossIsExact()
    {
        var rig = new ProducerRig(options => (options.Window, options.Defaults.Policy, options.Defaults.Key) = (1, PushStreamPolicy.Conflate, item => item));
        var receiver = rig.Subscribe();
        receiver.Holds = true;
        await rig.PublishAsync(key: 1);
        await receiver.WhenFramesAsync(1);
        for (var item = 0; item < 20; item++)
            Assert.True(rig.PublishAsync(key: 1 + (item % 3)).IsCompletedSuccessfully);

        receiver.Holds = false;
        receiver.Answer();
        await rig.Outputs.FlushAsync(ProducerRig.Stream, CancellationToken.None).WaitAsync(Patience.Limit);

        Assert.Equal("1..21 [19 20 21] 17 Conflated", ProducerRig.Show(receiver.Segments.Last()));
    }

    [Theory]
    [InlineData(PushStreamPolicy.DropOldest)]
    [InlineData(PushStreamPolicy.Conflate)]
    public async Task SlowProcess_CostsOthersNothing(PushStreamPolicy policy)
    {
        var rig = new ProducerRig(options => (options.Window, options.Defaults.Policy, options.Defaults.Key) = (1, policy, item => item));
        var (slow, quick) = (rig.Subscribe(), rig.Subscribe(2));
        slow.Holds = true;
        for (var item = 0; item < 100; item++)
        {
            await rig.PublishAsync(key: policy == PushStreamPolicy.Conflate ? 1 : 0);
            for (var frames = quick.Frames; frames.Sum(Items) <= item; frames = quick.Frames)
                await quick.WhenFramesAsync(frames.Count + 1);
        }

        await slow.WhenFramesAsync(1);
        Assert.Equal(100, quick.Segments.SelectMany(ProducerRig.NumbersOf).Count());
        Assert.Single(slow.Frames);
    }

    private static long Items(DeliveryFrame frame) => frame.Segments.Sum(segment => segment.Last - segment.After);

    /// <summary>One item is under way, and eight more fill the outbox.</summary>
    private static async Task<(ProducerRig Rig, FakeReceiver Receiver)> FilledAsync(PushStreamPolicy policy)
    {
        var rig = new ProducerRig(options => (options.Window, options.Defaults.Policy, options.Defaults.Patience) = (1, policy, Patient));
        var receiver = rig.Subscribe();
        receiver.Holds = true;
        await rig.PublishAsync();
        await receiver.WhenFramesAsync(1);
        for (var item = 0; item < 8; item++)
            await rig.PublishAsync().WaitAsync(Patience.Limit);
        return (rig, receiver);
    }
}
