namespace QuantTradeAI.Streaming.Circuits;

/// <summary>Whether a circuit lets somebody through.</summary>
/// <param name="Permit">Admitted: report with it how it went; null when not.</param>
/// <param name="RetryAt">When it is worth asking again; null when admitted, and while isolated, which has no end.</param>
/// <param name="Reason">Why not; null when admitted.</param>
public readonly record struct CircuitAdmission(CircuitPermit? Permit, DateTimeOffset? RetryAt, string? Reason);
