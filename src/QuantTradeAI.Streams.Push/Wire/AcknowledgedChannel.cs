namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>How far one stream was taken.</summary>
/// <param name="Channel">The receiver's name for the stream.</param>
/// <param name="Epoch">The producer's epoch.</param>
/// <param name="Last">Up to which number.</param>
[GenerateSerializer, Immutable, Alias("push.AcknowledgedChannel")]
internal readonly record struct AcknowledgedChannel([property: Id(0)] int Channel, [property: Id(1)] long Epoch, [property: Id(2)] long Last);
