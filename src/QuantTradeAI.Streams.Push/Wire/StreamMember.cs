namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>A process that gets a stream, and why.</summary>
/// <param name="Route">The way to it.</param>
/// <param name="HasOwn">Whether it has subscribers of its own.</param>
/// <param name="Carried">The grains' subscriptions that it carries.</param>
[GenerateSerializer, Immutable, Alias("push.StreamMember")]
internal sealed record StreamMember([property: Id(0)] StreamRoute Route, [property: Id(1)] bool HasOwn, [property: Id(2)] Guid[] Carried);
