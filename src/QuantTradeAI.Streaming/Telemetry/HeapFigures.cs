namespace QuantTradeAI.Streaming.Telemetry;

/// <summary>One generation of the managed heap.</summary>
/// <param name="Generation"><c>gen0</c>, <c>gen1</c>, <c>gen2</c>, <c>loh</c> or <c>poh</c>.</param>
/// <param name="Bytes">Its size after the last collection.</param>
/// <param name="Collections">Collections since the start; null where it is not collected by itself.</param>
internal readonly record struct HeapFigures(string Generation, long Bytes, long? Collections);
