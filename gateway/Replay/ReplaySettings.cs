using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Gateway.Replay;

/// <summary>What the command line asked of a replay.</summary>
internal sealed record ReplaySettings(string File, string? Venue, PlaybackPace Pace, bool Json);
