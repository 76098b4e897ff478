namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>What was pending is taken.</summary>
/// <param name="Receiver">The process that took it.</param>
/// <param name="Channels">Of which streams.</param>
[GenerateSerializer, Immutable, Alias("push.Acknowledgement")]
internal sealed record Acknowledgement([property: Id(0)] Guid Receiver, [property: Id(1)] AcknowledgedChannel[] Channels);
