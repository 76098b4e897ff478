namespace QuantTradeAI.Streaming.Simulator;

/// <summary>A request a client has sent.</summary>
/// <param name="ConnectionId">The <see cref="SimulatedConnection.Id"/> it came from.</param>
/// <param name="Time">When it came, by the simulator's clock.</param>
/// <param name="Text">The message as received.</param>
public sealed record ControlMessage(long ConnectionId, DateTimeOffset Time, string Text);
