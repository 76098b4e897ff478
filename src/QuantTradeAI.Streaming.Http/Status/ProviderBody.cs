namespace QuantTradeAI.Streaming.Http.Status;

/// <summary>One provider.</summary>
internal sealed record ProviderBody(
    string Name,
    string Health,
    IReadOnlyList<string> Reasons,
    string State,
    long Epoch,
    string? LastError,
    CircuitBody Circuit,
    ConnectionBody Connection,
    VenueSubscriptionsBody Subscriptions,
    TrafficBody Traffic,
    double? DataAgeSeconds,
    DateTimeOffset? LastDataAt,
    bool MarketOpen,
    LatencyBody FeedLag,
    LatencyBody OperationLatency,
    double? LastOperationSeconds,
    long Errors,
    int RecentErrors,
    long Recoveries,
    long FailedRecoveries);

/// <summary>Whether a provider may be used.</summary>
internal sealed record CircuitBody(
    string Phase,
    bool Shadow,
    long Generation,
    int Failures,
    int Trips,
    DateTimeOffset? ChangedAt,
    DateTimeOffset? OpenUntil,
    DateTimeOffset? ProbeUntil,
    DateTimeOffset? HealthySince,
    string? Reason);

/// <summary>A provider's connections.</summary>
internal sealed record ConnectionBody(
    int Open,
    long Connects,
    IReadOnlyDictionary<string, long> Disconnects,
    long Reconnects,
    int ReconnectAttempts,
    DateTimeOffset? NextAttemptAt,
    bool Terminal,
    double? ConnectSeconds,
    double? RoundTripSeconds);

/// <summary>What is subscribed to at the venue.</summary>
internal sealed record VenueSubscriptionsBody(int Wanted, int Acknowledged, IReadOnlyDictionary<string, string> Refused);

/// <summary>What a provider sent, and what became of it.</summary>
internal sealed record TrafficBody(
    double MessagesPerSecond,
    double EventsPerSecond,
    double BytesPerSecond,
    long Messages,
    long Bytes,
    long Events,
    IReadOnlyDictionary<string, long> Ignored,
    IReadOnlyDictionary<string, long> Rejected,
    CountersBody Published);

/// <summary>Latencies: how many, and their figures in seconds.</summary>
internal sealed record LatencyBody(long Count, double P50Seconds, double P99Seconds, double MaxSeconds);

/// <summary>What was counted on a stream, or on all venue streams of a provider.</summary>
internal sealed record CountersBody(
    long Trades,
    long Quotes,
    long Books,
    long Statuses,
    long LastKnown,
    long DuplicateTrades,
    long DuplicateQuotes,
    long Gaps,
    IReadOnlyDictionary<string, long> GapsByReason,
    long Lost,
    long Late);
