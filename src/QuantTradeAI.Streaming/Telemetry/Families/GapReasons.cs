using System.Collections.Immutable;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Telemetry.Families;

/// <summary>Gaps by reason, as labels.</summary>
internal static class GapReasons
{
    public const string Label = "reason";

    /// <summary>Of subscriptions.</summary>
    public static ImmutableArray<GapReason> All { get; } = SnakeCase.All<GapReason>().Remove(GapReason.None);

    /// <summary>Of streams: the queue of a subscriber is none of them.</summary>
    public static ImmutableArray<GapReason> OfStreams { get; } = All.Remove(GapReason.SlowSubscriber);

    public static IEnumerable<(string Reason, long Count)> Of(GapCounts counts, ImmutableArray<GapReason> reasons) =>
        reasons.Select(reason => (SnakeCase.Of(reason), counts[reason]));
}
