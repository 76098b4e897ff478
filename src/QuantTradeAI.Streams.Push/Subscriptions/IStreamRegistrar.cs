using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>
/// This process at the grains of streams. What is entered stays entered until it is ended: it is entered again whenever a grain forgot it, whatever silos or
/// the whole cluster did meanwhile.
/// </summary>
internal interface IStreamRegistrar
{
    /// <summary>This process publishes to the stream. Returns who gets it; what changes comes by <see cref="IRouteTaker.Change"/>, also after the grain was asked again.</summary>
    Task<RouteChange> ProduceAsync(StreamId stream, CancellationToken cancellationToken);

    /// <summary>It does not any more. Never throws.</summary>
    void EndProducing(StreamId stream);

    /// <summary>This process gets the stream under this channel. Returns when every producer that can be reached knows.</summary>
    Task JoinAsync(StreamId stream, int channel, CancellationToken cancellationToken);

    /// <summary>It does not any more.</summary>
    Task LeaveAsync(StreamId stream, CancellationToken cancellationToken);

    /// <summary>A grain subscribes: kept in storage, delivered by this process (a silo) under this channel until that dies, by another silo then.</summary>
    Task SubscribeAsync(StreamId stream, GrainSubscription subscription, int channel, CancellationToken cancellationToken);

    /// <summary>A grain's subscription ends. Unknown ones are no error.</summary>
    Task UnsubscribeAsync(StreamId stream, Guid subscription, CancellationToken cancellationToken);

    /// <summary>All subscriptions of a grain to a stream, implicit ones too.</summary>
    Task<GrainSubscription[]> SubscriptionsAsync(StreamId stream, GrainId grain, CancellationToken cancellationToken);

    /// <summary>A process did not answer for longer than its lease, or does not know the channel: the stream's grain takes it off its list. Never throws.</summary>
    void NoteLost(StreamId stream, StreamRoute route);
}
