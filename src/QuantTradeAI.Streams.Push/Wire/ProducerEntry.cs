namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>What a process that publishes to a stream has to know.</summary>
/// <param name="Routes">Who gets it.</param>
/// <param name="Agent">Whom to show that it lives.</param>
[GenerateSerializer, Immutable, Alias("push.ProducerEntry")]
internal sealed record ProducerEntry([property: Id(0)] RouteChange Routes, [property: Id(1)] AgentAddress Agent);
