using QuantTradeAI.Streams.Push.Producing;
using QuantTradeAI.Streams.Push.Receiving;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Hosting;

/// <summary>What others reach this process by. Orleans holds such objects weakly, so they are kept here.</summary>
internal sealed class PushAddress
{
    public PushAddress(string name, Func<Guid, PushInputs> inputs, IGrainFactory grains)
    {
        var id = Guid.NewGuid();
        Inputs = inputs(id);
        Process = new ProcessAddress(id, name, grains.CreateObjectReference<IPushReceiver>(Inputs), grains.CreateObjectReference<IPushSender>(Sender));
    }

    public PushInputs Inputs { get; }

    public PushSender Sender { get; } = new();

    public ProcessAddress Process { get; }
}
