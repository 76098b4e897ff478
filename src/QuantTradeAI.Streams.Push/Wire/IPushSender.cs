using Orleans.Concurrency;

namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>One per process: takes what its producers have to know.</summary>
[Alias("push.IPushSender")]
internal interface IPushSender : IGrainObserver
{
    /// <summary>From a stream's grain: who gets the stream from now on. False when this process lacks the version that it changes, or does not publish to the stream.</summary>
    [Alias("Route")]
    Task<bool> RouteAsync(RouteChange change);

    /// <summary>From a stream's grain that ends: it lives elsewhere from now on, and knows nothing of this process there.</summary>
    [Alias("Moved"), OneWay]
    Task MovedAsync(StreamId stream);

    /// <summary>From a receiver that has not heard of this process for a while: whether it lives.</summary>
    [Alias("IsThere")]
    Task IsThereAsync();

    /// <summary>From a receiver: there is room again for what was pending.</summary>
    [Alias("Acknowledge"), OneWay]
    Task AcknowledgeAsync(Acknowledgement acknowledgement);
}
