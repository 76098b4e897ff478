namespace QuantTradeAI.Streaming.Simulator;

/// <summary>Where a venue's trade message has what changes from one to the next: after these markers.</summary>
/// <param name="Counters">Numbers that go up by one from trade to trade.</param>
/// <param name="Times">Times, all the same.</param>
/// <param name="TimeText">The text of a time; always of the same width.</param>
internal sealed record FloodFormat(IReadOnlyList<byte[]> Counters, IReadOnlyList<byte[]> Times, Func<DateTimeOffset, byte[]> TimeText);
