using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>A request that the venue has not answered yet.</summary>
/// <param name="Covers">What it is about.</param>
/// <param name="Subscribes">Whether it subscribes to that; else it unsubscribes.</param>
/// <param name="SentAt">When it went out, by the clock's timestamp.</param>
internal sealed record UnansweredRequest(ImmutableArray<ChannelSubscription> Covers, bool Subscribes, long SentAt);
