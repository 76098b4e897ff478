namespace QuantTradeAI.Silo.Tests.Chaos.Streams;

/// <summary>An item that says which it is.</summary>
/// <param name="Run">One life of a producer.</param>
/// <param name="Number">From 1, without a hole.</param>
[GenerateSerializer, Alias("chaos.Pulse")]
internal readonly record struct Pulse([property: Id(0)] long Run, [property: Id(1)] long Number);
