namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>What one subscription of a grain gets at once.</summary>
/// <param name="Provider">The name of the stream provider.</param>
/// <param name="Stream">The stream.</param>
/// <param name="Subscription">The grain's subscription.</param>
/// <param name="Parts">In order.</param>
[GenerateSerializer, Immutable, Alias("push.GrainDelivery")]
internal sealed record GrainDelivery(
    [property: Id(0)] string Provider, [property: Id(1)] StreamId Stream, [property: Id(2)] Guid Subscription, [property: Id(3)] GrainDeliveryPart[] Parts);
