namespace QuantTradeAI.Streaming.Simulator;

/// <summary>A whole order book, best levels first.</summary>
internal sealed record BookSnapshot(long LastUpdateId, IReadOnlyList<SimulatedLevel> Bids, IReadOnlyList<SimulatedLevel> Asks);
