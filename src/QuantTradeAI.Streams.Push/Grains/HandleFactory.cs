using Orleans.Streams;
using Orleans.Streams.Core;
using QuantTradeAI.Streams.Push.Hosting;

namespace QuantTradeAI.Streams.Push.Grains;

/// <summary>What a grain that observes its subscriptions is given.</summary>
internal sealed class HandleFactory(PushProcess process, StreamId stream, Guid subscription) : IStreamSubscriptionHandleFactory
{
    public StreamId StreamId => stream;

    public string ProviderName => process.Provider;

    public GuidId SubscriptionId { get; } = GuidId.GetGuidId(subscription);

    public StreamSubscriptionHandle<T> Create<T>() => new PushSubscriptionHandle<T>(process, stream, subscription);
}
