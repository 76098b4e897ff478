namespace QuantTradeAI.Streaming.Circuits;

/// <summary>What somebody was let through with.</summary>
/// <param name="Generation">The circuit's generation then.</param>
/// <param name="Probe">The probe's number within it; 0 for no probe.</param>
internal readonly record struct CircuitTicket(long Generation, long Probe);
