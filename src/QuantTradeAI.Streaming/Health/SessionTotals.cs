using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Streaming.Health;

/// <summary>What sessions of a provider counted.</summary>
internal sealed record SessionTotals(long Frames, long Bytes, long Events, long Connects, long Disconnects, LatencyCounts FeedLag)
{
    public static SessionTotals None { get; } = new(0, 0, 0, 0, 0, LatencyCounts.None);

    public static SessionTotals Of(ProviderHealthStatus status) => new(
        status.Frames, status.Bytes, status.Events, status.Connects, ConnectionEnd.CountFailures(status.Disconnects), status.FeedLag);

    /// <summary>What came since an earlier look: all of it when a counter is lower than it was, because a new session counts from zero.</summary>
    public SessionTotals After(SessionTotals earlier)
    {
        var isNew = Frames < earlier.Frames || Bytes < earlier.Bytes || Events < earlier.Events || Connects < earlier.Connects
            || Disconnects < earlier.Disconnects || FeedLag.Count < earlier.FeedLag.Count;
        return isNew ? this : Minus(earlier);
    }

    public SessionTotals Minus(SessionTotals other) => new(
        Frames - other.Frames, Bytes - other.Bytes, Events - other.Events, Connects - other.Connects, Disconnects - other.Disconnects,
        FeedLag.Since(other.FeedLag));

    public SessionTotals Plus(SessionTotals other) => new(
        Frames + other.Frames, Bytes + other.Bytes, Events + other.Events, Connects + other.Connects, Disconnects + other.Disconnects,
        FeedLag.Plus(other.FeedLag));
}
