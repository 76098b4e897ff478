namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>What a stream's grain takes along to another silo.</summary>
/// <param name="Members">Who gets the stream.</param>
/// <param name="Producers">Who publishes to it.</param>
[GenerateSerializer, Immutable, Alias("push.StreamGrainPast")]
internal sealed record StreamGrainPast([property: Id(0)] StreamMember[] Members, [property: Id(1)] ProcessAddress[] Producers);
