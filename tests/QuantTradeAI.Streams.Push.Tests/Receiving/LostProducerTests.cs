using QuantTradeAI.Streams.Push.Receiving;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Receiving;

/// <summary>Processes that published end, orderly or not.</summary>
public sealed class LostProducerTests
{
    private static readonly Exception Unavailable = new SiloUnavailableException("made up");

    [Fact]
    public async Task Producer_ThatTheClusterSaysIsGone_IsToldInItsPlace()
    {
        using var inputs = new TestInputs();
        await inputs.DeliverAsync(0, 3);
        Fail(inputs, Unavailable);

        LookAfterFrame(inputs, ProducerWatch.Verdicts - 1);
        await inputs.Sink.HasAsync(3);
        Assert.Equal("1-3", inputs.Sink.Text);
        Look(inputs, 1);
        await inputs.Sink.CalledAsync(2);

        Assert.Equal("1-3 ProducerLost 4-3/0", inputs.Sink.Text);
        Assert.Contains("behind item 3", inputs.Sink.Received[^1].Loss!.Message, StringComparison.Ordinal);
        Assert.Single(inputs.Log.Lines, line => line.Contains("9725", StringComparison.Ordinal));
        Assert.Equal(1, inputs.Counted("push.producers.lost"));
    }

    [Fact]
    public async Task Producer_ThatDoesNotAnswer_IsToldAfterItsLease()
    {
        using var inputs = new TestInputs();
        await inputs.DeliverAsync(0, 3);
        Fail(inputs, new TimeoutException());

        LookAfterFrame(inputs, 1);
        inputs.Clock.Advance(inputs.Options.Lease - TimeSpan.FromTicks(1));
        Look(inputs, 1);
        await inputs.Sink.HasAsync(3);
        Assert.Equal("1-3", inputs.Sink.Text);
        inputs.Clock.Advance(TimeSpan.FromTicks(1));
        Look(inputs, 1);
        await inputs.Sink.CalledAsync(2);

        Assert.Equal("1-3 ProducerLost 4-3/0", inputs.Sink.Text);
    }

    [Fact]
    public async Task Producer_ThatAnswersBetween_IsNotTold()
    {
        using var inputs = new TestInputs();
        await inputs.DeliverAsync(0, 3);
        LookAfterFrame(inputs, 0);
        for (var time = 0; time < 3; time++)
        {
            Fail(inputs, Unavailable);
            Look(inputs, ProducerWatch.Verdicts - 1);
            inputs.Producer.OnAsked = () => Task.CompletedTask;
            Look(inputs, 1);
        }

        await inputs.DeliverAsync(3, 4);
        await inputs.Sink.HasAsync(4);

        Assert.Equal("1-3 4-4", inputs.Sink.Text);
    }

    [Fact]
    public async Task Producer_ThatSendsAllTheTime_IsNotAsked()
    {
        using var inputs = new TestInputs();
        var asked = 0;
        inputs.Producer.OnAsked = () =>
        {
            asked++;
            return Task.CompletedTask;
        };

        for (var item = 0; item < 5; item++)
        {
            await inputs.DeliverAsync(item, item + 1);
            inputs.Inputs.LookAtProducers();
        }

        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task Producer_ThatWasTakenForGone_GoesOnWhereItWas_AndMayBeLostAgain()
    {
        using var inputs = new TestInputs();
        await inputs.DeliverAsync(0, 3);
        Fail(inputs, Unavailable);
        LookAfterFrame(inputs, ProducerWatch.Verdicts);

        await inputs.DeliverAsync(3, 5);
        LookAfterFrame(inputs, ProducerWatch.Verdicts);
        await inputs.Sink.UntilAsync(() => inputs.Sink.Received.Count == 4, "both losses");

        Assert.Equal("1-3 ProducerLost 4-3/0 4-5 ProducerLost 6-5/0", inputs.Sink.Text);
    }

    [Fact]
    public async Task Producer_ThatSaidThatNothingMoreComes_IsNotWatched()
    {
        using var inputs = new TestInputs();
        await inputs.DeliverAsync(0, 3);
        await inputs.Inputs.DeliverAsync(new DeliveryFrame(inputs.Producer.Address, [], IsLast: true));
        Fail(inputs, Unavailable);

        LookAfterFrame(inputs, ProducerWatch.Verdicts);
        await inputs.DeliverAsync(3, 4);
        await inputs.Sink.HasAsync(4);

        Assert.Equal("1-3 4-4", inputs.Sink.Text);
    }

    [Fact]
    public async Task WhatWaitedForAnEarlierSegment_ComesBefore()
    {
        using var inputs = new TestInputs();
        await inputs.DeliverAsync(0, 3);
        await inputs.DeliverAsync(5, 7);
        Fail(inputs, Unavailable);

        LookAfterFrame(inputs, ProducerWatch.Verdicts);
        await inputs.Sink.HasAsync(7);
        await inputs.Sink.UntilAsync(() => inputs.Sink.Received.Count == 4, "the loss");

        Assert.Equal("1-3 Unreachable 4-5/2 6-7 ProducerLost 8-7/0", inputs.Sink.Text);
    }

    [Fact]
    public async Task OfSeveralEpochs_OnlyTheLastMayMissSomething()
    {
        using var inputs = new TestInputs();
        await inputs.DeliverAsync(0, 3);
        await inputs.DeliverAsync(TestProducer.Whole(inputs.Channel, 0, 2) with { Epoch = 2 });
        Fail(inputs, Unavailable);

        LookAfterFrame(inputs, ProducerWatch.Verdicts);
        await inputs.Sink.UntilAsync(() => inputs.Sink.Received.Count == 3, "the loss");

        Assert.Equal("1-3 1-2 ProducerLost 3-2/0", inputs.Sink.Text);
        Assert.Equal(2, inputs.Sink.Received[^1].Epoch);
    }

    [Theory]
    [InlineData(true, "Unreachable 1-4/4 5-6")]
    [InlineData(false, "5-6")]
    public async Task EpochThatBeganWhileThisProcessWasForgotten_IsMissingUpToTheRoute(bool again, string expected)
    {
        using var inputs = new TestInputs();

        await inputs.DeliverAsync(TestProducer.Whole(inputs.Channel, 4, 6) with { IsFirst = true, IsAgain = again });
        await inputs.Sink.HasAsync(6);

        Assert.Equal(expected, inputs.Sink.Text);
    }

    // Epochs are forgotten at some time; only of producers that have ended nothing can come again.
    [Theory]
    [InlineData(true, "Unreachable 1-4/4 5-6")]
    [InlineData(false, "5-6")]
    public async Task EpochThatIsNew_AfterVeryManyOthers_IsMissing_WhereItCannotHaveBeenKnown(bool end, string expected)
    {
        using var inputs = new TestInputs();
        for (var others = 0; others <= StreamInput.MaxPositions; others++)
        {
            var other = new TestProducer();
            await inputs.Inputs.DeliverAsync(other.Frame(TestProducer.Whole(inputs.Channel, 0, 0)));
            if (end)
                await inputs.Inputs.DeliverAsync(new DeliveryFrame(other.Address, [], IsLast: true));
        }

        await inputs.DeliverAsync(TestProducer.Whole(inputs.Channel, 4, 6) with { IsFirst = true, IsAgain = true });
        await inputs.Sink.HasAsync(6);

        Assert.Equal(expected, inputs.Sink.Text);
    }

    [Fact]
    public async Task EpochThatWasKnown_IsMissingFromWhereItWas()
    {
        using var inputs = new TestInputs();
        await inputs.DeliverAsync(TestProducer.Whole(inputs.Channel, 4, 4) with { IsFirst = true });

        await inputs.DeliverAsync(TestProducer.Whole(inputs.Channel, 6, 7) with { IsFirst = true, IsAgain = true });
        await inputs.Sink.HasAsync(7);

        Assert.Equal("Unreachable 5-6/2 7-7", inputs.Sink.Text);
    }

    private static void Fail(TestInputs inputs, Exception error) => inputs.Producer.OnAsked = () => Task.FromException(error);

    /// <summary>Looks once that sees that a frame has come, and then so often that none has.</summary>
    private static void LookAfterFrame(TestInputs inputs, int looks) => Look(inputs, 1 + looks);

    private static void Look(TestInputs inputs, int looks)
    {
        for (var look = 0; look < looks; look++)
            inputs.Inputs.LookAtProducers();
    }
}
