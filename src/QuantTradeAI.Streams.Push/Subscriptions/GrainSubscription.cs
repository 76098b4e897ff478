namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>A grain's subscription to a stream.</summary>
/// <param name="Id">Its id, of which a grain may have several.</param>
/// <param name="Grain">Who.</param>
/// <param name="IsImplicit">Whether it follows from the grain's class; such ones are not stored, and cannot be ended.</param>
[GenerateSerializer, Immutable, Alias("push.GrainSubscription")]
internal sealed record GrainSubscription([property: Id(0)] Guid Id, [property: Id(1)] GrainId Grain, [property: Id(2)] bool IsImplicit);
