using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Producing;

/// <summary>The grains of streams, for producers.</summary>
internal sealed class FakeRegistrar : IStreamRegistrar
{
    public static readonly Guid Grain = Guid.NewGuid();

    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<StreamRoute> Routes { get; } = [];

    public List<StreamRoute> Lost { get; } = [];

    public List<StreamId> Ended { get; } = [];

    public Exception? Failure { get; set; }

    public Task<RouteChange> ProduceAsync(StreamId stream, CancellationToken cancellationToken) => Failure is { } failure
        ? Task.FromException<RouteChange>(failure)
        : Task.FromResult(new RouteChange(stream, Grain, 0, 1, [.. Routes], []));

    public void EndProducing(StreamId stream) => Ended.Add(stream);

    public void NoteLost(StreamId stream, StreamRoute route)
    {
        lock (Lost)
            Lost.Add(route);
        _lost.TrySetResult();
    }

    public Task WhenLostAsync() => Patience.For(_lost.Task, "a lost route");

    public Task JoinAsync(StreamId stream, int channel, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task LeaveAsync(StreamId stream, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SubscribeAsync(StreamId stream, GrainSubscription subscription, int channel, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task UnsubscribeAsync(StreamId stream, Guid subscription, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GrainSubscription[]> SubscriptionsAsync(StreamId stream, GrainId grain, CancellationToken cancellationToken) => throw new NotSupportedException();
}
