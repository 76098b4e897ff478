namespace QuantTradeAI.Streaming.Circuits;

/// <summary>A circuit's phase has changed.</summary>
/// <param name="Name">Whose circuit.</param>
/// <param name="Before">As it was.</param>
/// <param name="After">As it is.</param>
public sealed record CircuitTransition(string Name, CircuitState Before, CircuitState After);
