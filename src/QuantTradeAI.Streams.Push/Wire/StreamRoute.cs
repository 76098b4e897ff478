namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>A process that gets a stream.</summary>
/// <param name="Process">Which.</param>
/// <param name="Channel">Its name for the stream; another one each time it begins anew.</param>
/// <param name="IsAgain">Whether it had the stream before under this name, and was forgotten.</param>
[GenerateSerializer, Immutable, Alias("push.StreamRoute")]
internal sealed record StreamRoute([property: Id(0)] ProcessAddress Process, [property: Id(1)] int Channel, [property: Id(2)] bool IsAgain = false);
