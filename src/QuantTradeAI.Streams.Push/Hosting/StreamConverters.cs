using Microsoft.Extensions.DependencyInjection;

namespace QuantTradeAI.Streams.Push.Hosting;

/// <summary>A stream in a message or in a grain's state: its name, which means the same stream elsewhere.</summary>
[GenerateSerializer, Alias("push.StreamName`1")]
internal readonly record struct StreamName<T>([property: Id(0)] string Provider, [property: Id(1)] StreamId Stream);

/// <summary>A subscription in a message or in a grain's state.</summary>
[GenerateSerializer, Alias("push.HandleName`1")]
internal readonly record struct HandleName<T>([property: Id(0)] string Provider, [property: Id(1)] StreamId Stream, [property: Id(2)] Guid Subscription);

/// <summary>Streams by their names.</summary>
[RegisterConverter]
internal sealed class StreamConverter<T>(IServiceProvider services) : IConverter<PushStream<T>, StreamName<T>>
{
    public PushStream<T> ConvertFromSurrogate(in StreamName<T> surrogate) => new(surrogate.Stream, services.GetRequiredKeyedService<PushProcess>(surrogate.Provider));

    public StreamName<T> ConvertToSurrogate(in PushStream<T> value) => new(value.ProviderName, value.StreamId);
}

/// <summary>Subscriptions by their names.</summary>
[RegisterConverter]
internal sealed class HandleConverter<T>(IServiceProvider services) : IConverter<PushSubscriptionHandle<T>, HandleName<T>>
{
    public PushSubscriptionHandle<T> ConvertFromSurrogate(in HandleName<T> surrogate) =>
        new(services.GetRequiredKeyedService<PushProcess>(surrogate.Provider), surrogate.Stream, surrogate.Subscription);

    public HandleName<T> ConvertToSurrogate(in PushSubscriptionHandle<T> value) => new(value.ProviderName, value.StreamId, value.HandleId);
}
