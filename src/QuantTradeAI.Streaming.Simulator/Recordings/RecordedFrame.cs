namespace QuantTradeAI.Streaming.Simulator;

/// <summary>One frame of a recording.</summary>
/// <param name="Time">The recorder's clock at the time of receipt or sending, from the Unix epoch.</param>
/// <param name="Payload">The frame, byte for byte.</param>
public sealed record RecordedFrame(TimeSpan Time, ReadOnlyMemory<byte> Payload);
