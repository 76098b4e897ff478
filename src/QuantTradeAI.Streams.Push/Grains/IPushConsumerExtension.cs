using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Grains;

/// <summary>What a grain that subscribes gets by. One for each grain, for all providers.</summary>
[Alias("push.IPushConsumerExtension")]
internal interface IPushConsumerExtension : IGrainExtension
{
    /// <summary>Returns when the grain's observer has taken it.</summary>
    /// <returns>False when the grain has no observer for the subscription: nothing was taken.</returns>
    [Alias("Deliver")]
    Task<bool> DeliverAsync([Immutable] GrainDelivery delivery);
}
