using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>One listed source of a symbol, as far as its own stream tells.</summary>
/// <param name="Provider">Which provider.</param>
/// <param name="State">Its venue stream: live, stale, disconnected or resynced; null before its first sign of life.</param>
/// <param name="Since">Since when, by the hub's clock; absent before the first sign of life.</param>
public readonly record struct SourceState(ProviderId Provider, FeedStatusKind? State, UnixNanos Since);
