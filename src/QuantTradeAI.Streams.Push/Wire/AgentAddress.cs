namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>The silo that a stream's grain lives on, for as long as it runs.</summary>
/// <param name="Id">Another one for each start.</param>
/// <param name="Agent">Its agent.</param>
[GenerateSerializer, Immutable, Alias("push.AgentAddress")]
internal sealed record AgentAddress([property: Id(0)] Guid Id, [property: Id(1)] IPushAgent Agent);
