using System.Collections.Immutable;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>One subscription as it was when asked.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Symbols">Its streams.</param>
/// <param name="DataTypes">What of them.</param>
/// <param name="Policy">What its full queue does.</param>
/// <param name="Capacity">Most events that wait.</param>
/// <param name="Statistics">How it is doing.</param>
public sealed record SubscriptionStatus(
    string Name, ImmutableArray<string> Symbols, DataTypes DataTypes, QueuePolicy Policy, int Capacity, SubscriptionStatistics Statistics)
{
    /// <summary>Its number: from 1, in the order of subscribing.</summary>
    public long Number { get; init; }
}
