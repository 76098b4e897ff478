using System.Collections.Concurrent;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

/// <summary>A process that publishes, as the grain of a stream sees it; keeps what it was told.</summary>
internal sealed class FakeProcess : IPushSender, IPushReceiver
{
    private readonly ConcurrentQueue<RouteChange> _told = new();

    public FakeProcess(string name = "process") => Address = new ProcessAddress(Guid.NewGuid(), name, this, this);

    public ProcessAddress Address { get; }

    public IReadOnlyCollection<RouteChange> Told => _told;

    /// <summary>What it says to a change.</summary>
    public Func<RouteChange, Task<bool>> Answer { get; set; } = _ => Task.FromResult(true);

    public Task<bool> RouteAsync(RouteChange change)
    {
        _told.Enqueue(change);
        return Answer(change);
    }

    public Task IsThereAsync() => Task.CompletedTask;

    public Task MovedAsync(StreamId stream) => Task.CompletedTask;

    public Task AcknowledgeAsync(Acknowledgement acknowledgement) => Task.CompletedTask;

    public Task<DeliveryReply> DeliverAsync(DeliveryFrame frame) => Task.FromResult(DeliveryReply.Taken);
}
