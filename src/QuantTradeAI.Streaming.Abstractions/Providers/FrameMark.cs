namespace QuantTradeAI.Streaming.Providers;

/// <summary>A place in a <see cref="FrameOutput"/>.</summary>
/// <param name="Events">Events before it.</param>
/// <param name="Ignored">Ignored kinds before it.</param>
/// <param name="Rejected">Rejected kinds before it.</param>
/// <param name="Heartbeats">Heartbeats before it.</param>
/// <param name="Signals">Signals before it.</param>
public readonly record struct FrameMark(int Events, int Ignored, int Rejected, int Heartbeats, int Signals);
