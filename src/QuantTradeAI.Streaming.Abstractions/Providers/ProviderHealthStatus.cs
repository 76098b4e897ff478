using System.Collections.Immutable;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Providers;

/// <summary>What is known of a provider at one moment. Counters grow from the start of the session.</summary>
public sealed record ProviderHealthStatus
{
    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>The worst state of its connections.</summary>
    public required ProviderState State { get; init; }

    /// <summary>Open connections.</summary>
    public int Connections { get; init; }

    /// <summary>Subscriptions that are wanted.</summary>
    public int Wanted { get; init; }

    /// <summary>Wanted subscriptions that the venue acknowledged or that deliver data.</summary>
    public int Acknowledged { get; init; }

    /// <summary>Subscriptions that the venue refused for good, with its words.</summary>
    public ImmutableSortedDictionary<string, string> Refused { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Messages received.</summary>
    public long Frames { get; init; }

    /// <summary>Bytes received.</summary>
    public long Bytes { get; init; }

    /// <summary>Events decoded.</summary>
    public long Events { get; init; }

    /// <summary>Data of kinds that are not wanted, by kind.</summary>
    public ImmutableSortedDictionary<string, long> Ignored { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Malformed frames and events, by kind.</summary>
    public ImmutableSortedDictionary<string, long> Rejected { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Connections that were opened, over the whole session.</summary>
    public long Connects { get; init; }

    /// <summary>Connections that failed or were lost, by reason.</summary>
    public ImmutableSortedDictionary<string, long> Disconnects { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Attempts since the last stable connection; 0 when stable.</summary>
    public int ReconnectAttempts { get; init; }

    /// <summary>How long the newest connection's handshake took.</summary>
    public TimeSpan? ConnectLatency { get; init; }

    /// <summary>
    /// From the venue's time of an event to its receipt, for the last event of each hand-over that has such a time. Clocks that disagree make
    /// it wrong by as much; never below zero.
    /// </summary>
    public LatencyCounts FeedLag { get; init; } = LatencyCounts.None;

    /// <summary>The transport's round trip, smoothed, of the slowest connection; null where the system does not tell.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>When application data last came; absent before the first.</summary>
    public UnixNanos LastDataTime { get; init; }

    /// <summary>What went wrong last; null when nothing did.</summary>
    public string? LastError { get; init; }

    /// <summary>
    /// Whether the venue refused the last connection for a reason that does not pass by itself, such as its credentials. It is still
    /// tried again, rarely, so that a cure needs no restart.
    /// </summary>
    public bool IsTerminal { get; init; }

    /// <summary>When the next connection is tried; absent while none is waited for.</summary>
    public UnixNanos NextAttempt { get; init; }
}
