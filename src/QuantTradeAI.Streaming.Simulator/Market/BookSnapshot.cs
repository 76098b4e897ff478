namespace QuantTradeAI.Streaming.Simulator;

/// <summary>A whole order book, best levels first, with the ids of the newest change and of the newest depth event before it.</summary>
internal sealed record BookSnapshot(long LastUpdateId, long Number, IReadOnlyList<SimulatedLevel> Bids, IReadOnlyList<SimulatedLevel> Asks);
