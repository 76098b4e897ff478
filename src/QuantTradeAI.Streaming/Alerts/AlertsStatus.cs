using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Alerts;

/// <summary>All alerts.</summary>
/// <param name="Firing">Those that hold now, by rule and subject.</param>
/// <param name="History">What fired, escalated and was resolved, newest first, as long as configured and bounded.</param>
/// <param name="Raised">How often each rule began to fire since the start, while the channel <c>metrics</c> was on.</param>
/// <param name="ChannelFailures">Notifications that a channel could not deliver, by channel; none for a channel without any.</param>
public sealed record AlertsStatus(
    ImmutableArray<Alert> Firing,
    ImmutableArray<Alert> History,
    ImmutableSortedDictionary<string, long> Raised,
    ImmutableSortedDictionary<string, long> ChannelFailures)
{
    /// <summary>None.</summary>
    public static AlertsStatus None { get; } =
        new([], [], ImmutableSortedDictionary<string, long>.Empty, ImmutableSortedDictionary<string, long>.Empty);
}
