using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>Knows who publishes to one stream and who gets it. Everything may be said again.</summary>
[Alias("push.IStreamGrain")]
internal interface IStreamGrain : IGrainWithStringKey
{
    /// <summary>A process publishes.</summary>
    [Alias("Produce")]
    Task<ProducerEntry> ProduceAsync(ProcessAddress process);

    [Alias("EndProducing")]
    Task EndProducingAsync(Guid process);

    /// <summary>A process has subscribers of its own. Returns when the producers that can be reached know. Again: it had before, and was forgotten.</summary>
    [Alias("Join")]
    Task<AgentAddress> JoinAsync(ProcessAddress process, int channel, bool again);

    [Alias("Leave")]
    Task LeaveAsync(Guid process);

    /// <summary>A grain subscribes; a silo carries that. Again: it did before, and somebody else may meanwhile.</summary>
    [Alias("Subscribe")]
    Task<CarrierEntry> SubscribeAsync(GrainSubscription subscription, ProcessAddress carrier, int channel, bool again);

    [Alias("Unsubscribe")]
    Task UnsubscribeAsync(Guid subscription);

    /// <summary>A grain's subscriptions, implicit ones too.</summary>
    [Alias("Subscriptions")]
    Task<GrainSubscription[]> SubscriptionsAsync(GrainId grain);

    /// <summary>A producer cannot reach a process, or that does not know the channel; no channel: it is gone.</summary>
    [Alias("Lose")]
    Task LoseAsync(Guid process, int? channel);
}
