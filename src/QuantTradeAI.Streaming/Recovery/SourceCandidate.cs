using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>One provider that could be a symbol's source.</summary>
/// <param name="Provider">Its name.</param>
/// <param name="State">Its venue stream of the symbol; null before the first sign of life.</param>
/// <param name="IsWell">Whether it could be used now.</param>
/// <param name="WellSince">Since when; null when it is not well.</param>
/// <param name="Reason">Why it is not well; null when it is.</param>
public sealed record SourceCandidate(string Provider, FeedStatusKind? State, bool IsWell, DateTimeOffset? WellSince, string? Reason);
