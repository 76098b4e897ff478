namespace QuantTradeAI.Streaming.Circuits;

/// <summary>What an event makes of a circuit.</summary>
/// <param name="State">The circuit afterwards.</param>
/// <param name="Ticket">What the asker, or the reporter who closed it, goes on with; null when an asker is refused, and for other events.</param>
/// <param name="RetryAt">Of a refused asker: when it is worth asking again; null while isolated.</param>
internal readonly record struct CircuitStep(CircuitState State, CircuitTicket? Ticket = null, DateTimeOffset? RetryAt = null);
