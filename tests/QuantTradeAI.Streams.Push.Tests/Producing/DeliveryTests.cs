using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Producing;

public sealed class DeliveryTests
{
    [Fact]
    public async Task Published_WhileFramesAreUnderWay_GoesTogetherInTheNext()
    {
        var rig = new ProducerRig();
        var receiver = rig.Subscribe();
        receiver.Holds = true;
        for (var frame = 1; frame <= 2; frame++)
        {
            await rig.PublishAsync();
            await receiver.WhenFramesAsync(frame);
        }

        for (var item = 0; item < 5; item++)
            await rig.PublishAsync();
        receiver.Answer();
        await receiver.WhenFramesAsync(3);

        Assert.Equal(["0..1 [1]", "1..2 [2]", "2..7 [3 4 5 6 7]"], receiver.Segments.Select(ProducerRig.Show));
    }

    [Fact]
    public async Task Streams_WithSomethingForOneProcess_GoInOneFrame()
    {
        var rig = new ProducerRig(options => options.Window = 1);
        var receiver = rig.Subscribe();
        receiver.Holds = true;
        await rig.PublishAsync();
        await receiver.WhenFramesAsync(1);
        await rig.PublishAsync();
        await rig.Outputs.Of(StreamId.Create("quotes", "BTC-USD")).PublishAsync(new(Push.Blocks.BlockKind.Values, 7, 1, 1, 0, new byte[1]))!;

        receiver.Answer();
        await receiver.WhenFramesAsync(2);

        Assert.Equal(2, receiver.Frames[1].Segments.Length);
    }

    [Fact]
    public async Task Frame_WithoutAnAnswer_IsSentAgain_InItsPlace()
    {
        var rig = new ProducerRig();
        var receiver = rig.Subscribe();
        receiver.FailNext(1);
        await rig.PublishAsync();
        await receiver.WhenFramesAsync(1);
        await rig.Clock.ArmedAsync(TimeSpan.FromMilliseconds(10));

        rig.Clock.Advance(TimeSpan.FromMilliseconds(10));
        await receiver.WhenFramesAsync(2);

        Assert.Same(receiver.Frames[0], receiver.Frames[1]);
    }

    [Fact]
    public async Task Process_ThatIsSilentForItsLease_IsGivenUp_AndOthersNoticeNothing()
    {
        var rig = new ProducerRig(options => (options.Lease, options.SendTimeout) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1)));
        var (dead, other) = (rig.Subscribe(), rig.Subscribe(2));
        dead.FailNext(int.MaxValue);
        await rig.PublishAsync();
        await other.WhenFramesAsync(1);

        foreach (var pause in (int[])[10, 20, 40, 80])
        {
            await rig.Clock.ArmedAsync(TimeSpan.FromMilliseconds(pause));
            rig.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await rig.Registrar.WhenLostAsync();
        await rig.PublishAsync();
        await other.WhenFramesAsync(2);
        Assert.Equal(1, Assert.Single(rig.Registrar.Lost).Channel);
        Assert.Equal(["0..1 [1]", "1..2 [2]"], other.Segments.Select(ProducerRig.Show));
    }

    [Fact]
    public async Task Channel_ThatAProcessDoesNotKnow_IsReported_AndGetsNothingMore()
    {
        var rig = new ProducerRig();
        var receiver = rig.Subscribe();
        receiver.Reply = new DeliveryReply(null, [1]);
        await rig.PublishAsync();
        await rig.Registrar.WhenLostAsync();

        await rig.PublishAsync();
        await rig.Outputs.FlushAsync(ProducerRig.Stream, CancellationToken.None).WaitAsync(Patience.Limit);

        Assert.Single(rig.Registrar.Lost);
        Assert.Single(receiver.Frames);
    }

    [Fact]
    public async Task Stream_WithoutRoomAtItsReceiver_WaitsForTheAcknowledgement_AndOthersGoOn()
    {
        var rig = new ProducerRig();
        var receiver = rig.Subscribe();
        var process = rig.Registrar.Routes[0].Process.Id;
        receiver.Reply = new DeliveryReply([1], null);
        await rig.PublishAsync();
        await rig.Outputs.FlushAsync(ProducerRig.Stream, CancellationToken.None).WaitAsync(Patience.Limit);
        receiver.Reply = DeliveryReply.Taken;
        await rig.PublishAsync(3);
        Assert.Single(receiver.Frames);

        rig.Outputs.Acknowledge(new Acknowledgement(process, [new AcknowledgedChannel(1, rig.Outputs.Of(ProducerRig.Stream).Epoch, 1)]));
        await receiver.WhenFramesAsync(2);

        Assert.Equal("1..4 [2 3 4]", ProducerRig.Show(receiver.Segments.Last()));
    }

    [Fact]
    public async Task Acknowledgement_ThatWasLost_IsAskedForAgain()
    {
        var rig = new ProducerRig();
        var receiver = rig.Subscribe();
        receiver.Reply = new DeliveryReply([1], null);
        await rig.PublishAsync();
        await rig.Outputs.FlushAsync(ProducerRig.Stream, CancellationToken.None).WaitAsync(Patience.Limit);
        receiver.Reply = DeliveryReply.Taken;
        await rig.PublishAsync(2);

        rig.Outputs.Tend();
        await receiver.WhenFramesAsync(3);

        Assert.Equal(["0..1 [1]", "1..1 []", "1..3 [2 3]"], receiver.Segments.Select(ProducerRig.Show));
    }

    [Fact]
    public async Task Flush_ReturnsWhenEverythingIsAnswered()
    {
        var rig = new ProducerRig();
        var receiver = rig.Subscribe();
        receiver.Holds = true;
        await rig.PublishAsync();
        await receiver.WhenFramesAsync(1);
        var flushing = rig.Outputs.FlushAsync(ProducerRig.Stream, CancellationToken.None);
        Assert.False(flushing.IsCompleted);

        receiver.Answer();

        await flushing.WaitAsync(Patience.Limit);
    }
}
