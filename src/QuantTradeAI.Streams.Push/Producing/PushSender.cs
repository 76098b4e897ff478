using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Producing;

/// <summary>What other processes call to reach the producers of this one. It is there before them, since they need its address.</summary>
internal sealed class PushSender : IPushSender, IRouteTaker
{
    private volatile PushOutputs? _outputs;
    private volatile StreamRegistrar? _registrar;

    public void Serve(PushOutputs outputs, StreamRegistrar registrar) => (_registrar, _outputs) = (registrar, outputs);

    public bool Change(RouteChange change) => _outputs?.Change(change) == true;

    public Task<bool> RouteAsync(RouteChange change) => Task.FromResult(Change(change));

    public Task IsThereAsync() => Task.CompletedTask;

    public Task MovedAsync(StreamId stream)
    {
        _registrar?.NoteMoved(stream);
        return Task.CompletedTask;
    }

    public Task AcknowledgeAsync(Acknowledgement acknowledgement)
    {
        _outputs?.Acknowledge(acknowledgement);
        return Task.CompletedTask;
    }
}
