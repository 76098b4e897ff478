using QuantTradeAI.Streams.Push.Producing;

namespace QuantTradeAI.Streams.Push.Tests.Producing;

/// <summary>What a process that ends says to those that got something of it.</summary>
public sealed class FarewellTests
{
    [Fact]
    public async Task Process_ThatSentEverything_SaysSo()
    {
        var rig = new ProducerRig();
        var receiver = rig.Subscribe();
        await rig.PublishAsync(3);

        await rig.Outputs.EndAsync(CancellationToken.None);

        Assert.True(receiver.HadLast);
    }

    [Fact]
    public async Task Process_ThatCouldNotSendEverything_SaysNothing()
    {
        var rig = new ProducerRig();
        var receiver = rig.Subscribe();
        receiver.Holds = true;
        await rig.PublishAsync(3);
        await receiver.WhenFramesAsync(1);

        await rig.Outputs.EndAsync(new CancellationToken(canceled: true));

        Assert.False(receiver.HadLast);
    }

    [Fact]
    public async Task Process_ThatOnceLostTheReceiver_SaysNothing()
    {
        var rig = new ProducerRig();
        var receiver = rig.Subscribe();
        receiver.Reply = new(null, [1]);
        await rig.PublishAsync(3);
        await rig.Registrar.WhenLostAsync();

        await rig.Outputs.EndAsync(CancellationToken.None);

        Assert.False(receiver.HadLast);
    }

    [Fact]
    public async Task Stream_ThatNobodyUsesAnyMore_EndsTheSame()
    {
        var rig = new ProducerRig();
        var receiver = rig.Subscribe();
        await rig.PublishAsync(3);
        await receiver.WhenFramesAsync(1);
        rig.Outputs.Tend();
        rig.Clock.Advance(PushOutputs.IdleLimit);
        rig.Outputs.Tend();
        Assert.False(receiver.HadLast);
        rig.Clock.Advance(PushOutputs.IdleLimit);

        rig.Outputs.Tend();
        rig.Outputs.Tend();

        Assert.True(receiver.HadLast);
    }
}
