namespace QuantTradeAI.Streaming.Circuits;

/// <summary>Somebody who waits to be let through.</summary>
internal sealed class CircuitWaiter() : TaskCompletionSource<CircuitPermit>(TaskCreationOptions.RunContinuationsAsynchronously);
