using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>One stream as it was when asked.</summary>
/// <param name="Stream">Which one.</param>
/// <param name="Source">The provider that its events come from; the default value when a consolidated stream has none yet.</param>
/// <param name="State">Live, stale, disconnected or resynced; null before the first sign of life.</param>
/// <param name="LastTrade">The last trade; null before the first.</param>
/// <param name="LastQuote">The last quote; null before the first.</param>
/// <param name="Counters">What was counted.</param>
/// <param name="LastEventTime">When the last numbered event was received; absent before the first.</param>
/// <param name="Subscribers">How many subscriptions it has.</param>
public sealed record StreamSnapshot(
    StreamKey Stream,
    ProviderId Source,
    FeedStatusKind? State,
    Trade? LastTrade,
    Quote? LastQuote,
    StreamCounters Counters,
    UnixNanos LastEventTime,
    int Subscribers)
{
    /// <summary>How far its numbering has come.</summary>
    public StreamNumbers Numbers { get; init; }

    /// <summary>The last status that told its state; null where that is good, or before the first sign of life.</summary>
    public FeedStatus? Trouble { get; init; }
}
