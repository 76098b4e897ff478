using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Health;

/// <summary>What was measured of one provider. Rates, errors and latencies are over the rolling window; counts are since the start.</summary>
public sealed record ProviderHealthReport
{
    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>In one word.</summary>
    public required HealthGrade Status { get; init; }

    /// <summary>Why it is no better; empty when healthy.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Its session, as last told.</summary>
    public required ProviderHealthStatus Connection { get; init; }

    /// <summary>Its circuit.</summary>
    public CircuitState Circuit { get; init; } = CircuitState.Initial;

    /// <summary>Whether its circuit only decides and logs.</summary>
    public bool IsShadow { get; init; }

    /// <summary>The epoch of its ownership.</summary>
    public long Epoch { get; init; }

    /// <summary>Messages a second.</summary>
    public double MessagesPerSecond { get; init; }

    /// <summary>Events a second.</summary>
    public double EventsPerSecond { get; init; }

    /// <summary>Bytes a second.</summary>
    public double BytesPerSecond { get; init; }

    /// <summary>How long ago data came last; null before the first. Operations never count as data.</summary>
    public TimeSpan? DataAge { get; init; }

    /// <summary>
    /// How long data has been due that did not come: since the last data, or since it was wanted while its market was open, or since the last
    /// recovery; the latest of them. Null while none is due.
    /// </summary>
    public TimeSpan? Silence { get; init; }

    /// <summary>How long it has been live and usable, with its market open, without a break; null when it is not.</summary>
    public TimeSpan? LiveFor { get; init; }

    /// <summary>Whether a market of one of its wanted symbols is open, so that silence means something.</summary>
    public bool IsMarketOpen { get; init; } = true;

    /// <summary>From the venue's time of an event to its receipt. Clocks that disagree make it wrong by as much; never below zero.</summary>
    public LatencyFigures FeedLag { get; init; }

    /// <summary>How long operations took that succeeded.</summary>
    public LatencyFigures OperationLatency { get; init; }

    /// <summary>How long the newest operation that succeeded took; null before the first.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The transport's round trip, smoothed; null where the system does not tell.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>Errors within the rolling window: failed operations, failed and lost connections.</summary>
    public int RecentErrors { get; init; }

    /// <summary>Errors since the start.</summary>
    public long Errors { get; init; }

    /// <summary>Gaps announced on its streams.</summary>
    public long Gaps { get; init; }

    /// <summary>Events known to be missing.</summary>
    public long Lost { get; init; }

    /// <summary>Repetitions that were not published.</summary>
    public long Duplicates { get; init; }

    /// <summary>Connections opened after the first.</summary>
    public long Reconnects { get; init; }

    /// <summary>Recoveries that were started.</summary>
    public long Recoveries { get; init; }

    /// <summary>Recoveries that failed.</summary>
    public long FailedRecoveries { get; init; }
}
