namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>What goes from one process to another at once, of as many streams as have something.</summary>
/// <param name="Producer">The process that it comes from.</param>
/// <param name="Segments">At most one for each stream.</param>
/// <param name="IsLast">Whether the process ends, and all that it had for this one was sent.</param>
[GenerateSerializer, Immutable, Alias("push.DeliveryFrame")]
internal sealed record DeliveryFrame([property: Id(0)] ProcessAddress Producer, [property: Id(1)] StreamSegment[] Segments, [property: Id(2)] bool IsLast = false);
