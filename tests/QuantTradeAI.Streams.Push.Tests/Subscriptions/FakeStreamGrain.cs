using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

/// <summary>A stream's grain that notes who is lost.</summary>
internal sealed class FakeStreamGrain : IStreamGrain
{
    public List<(Guid Process, int? Channel)> Lost { get; } = [];

    public Task LoseAsync(Guid process, int? channel)
    {
        Lost.Add((process, channel));
        return Task.CompletedTask;
    }

    public Task<ProducerEntry> ProduceAsync(ProcessAddress process) => throw new NotSupportedException();

    public Task EndProducingAsync(Guid process) => throw new NotSupportedException();

    public Task<AgentAddress> JoinAsync(ProcessAddress process, int channel, bool again) => throw new NotSupportedException();

    public Task LeaveAsync(Guid process) => throw new NotSupportedException();

    public Task<CarrierEntry> SubscribeAsync(GrainSubscription subscription, ProcessAddress carrier, int channel, bool again) => throw new NotSupportedException();

    public Task UnsubscribeAsync(Guid subscription) => throw new NotSupportedException();

    public Task<GrainSubscription[]> SubscriptionsAsync(GrainId grain) => throw new NotSupportedException();
}
