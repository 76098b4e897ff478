using System.Collections.Immutable;
using QuantTradeAI.Streaming.Alerts;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Registry;
using QuantTradeAI.Streaming.Storage;
using QuantTradeAI.Streaming.Subscribers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Tests.Operations;

/// <summary>A status in which nothing is empty: <c>alpha</c> is live, <c>beta</c> is down and <c>alpha</c> stands in for it.</summary>
internal static class FullStatus
{
    public static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly ProviderId Alpha = ProviderId.Of("alpha");
    private static readonly Symbol Bitcoin = Symbol.Of("BTC-USD");

    public static GatewayStatus Create() => new(
        new ConfigurationStatus { File = "/etc/gateway/streaming.yaml", Version = 3, AppliedAt = Now.AddMinutes(-5), Refusals = 2 },
        new DiscoveryOutcome
        {
            Registered = [Metadata("alpha"), Metadata("beta")],
            Unused = [new UnusedProvider("gamma", "1.0.0", "/plugins/gamma", UnusedKind.Refused, "its hash is not allowed")],
            StillInMemory = 1,
        },
        [LiveSession(), DownSession()],
        [Stream(new StreamKey(Bitcoin)), Stream(new StreamKey(Bitcoin, Alpha))],
        [new SubscriptionStatus("strategy", ["BTC-USD"], DataTypes.Trades | DataTypes.Quotes, QueuePolicy.DropOldest, 1_000, new SubscriptionStatistics(900, 7, 5, 3, 2, 1))],
        new HubTotals(
            ImmutableDictionary<ProviderId, StreamCounters>.Empty.Add(Alpha, Counters()),
            new SubscriberTotals(1_900, 15, 13, 12, 11) { GapsByReason = Gaps((GapReason.SlowSubscriber, 8), (GapReason.Disconnected, 4)), SlowCallbacks = 17 },
            4))
    {
        Phase = GatewayPhase.Running,
        StartedAt = Now.AddHours(-1),
        Health = [Report(LiveSession(), HealthGrade.Healthy), DownReport()],
        Queues = new QueueHealth(7, TimeSpan.FromMilliseconds(1_500), 15, 1),
        Groups = [Group(isPanic: false)],
        Alerts = Alerts(),
        SubscribeRefusals = Counts("invalid", 1).Add("not_served", 2).Add("ended", 0).Add("failed", 0),
        Storage = new StorageStatus("/data/state.db", true, Now.AddMinutes(-1), "disk full", 1, 20, 3),
    };

    public static FailoverGroupStatus Group(bool isPanic) => new(
        "dollars",
        true,
        TimeSpan.FromSeconds(60),
        ["beta", "alpha"],
        [
            new SymbolSourceStatus(
                "BTC-USD",
                "alpha",
                Now.AddMinutes(-2),
                3,
                isPanic,
                Now.AddSeconds(30),
                [new SourceCandidate("beta", FeedStatusKind.Disconnected, false, null, "not connected"), new SourceCandidate("alpha", FeedStatusKind.Live, true, Now.AddMinutes(-9), null)]),
        ]);

    public static ProviderHealthReport Report(ProviderHealthStatus session, HealthGrade grade) => new()
    {
        Provider = session.Provider,
        Status = grade,
        Reasons = grade == HealthGrade.Healthy ? [] : ["something is wrong"],
        Connection = session,
        Epoch = 4,
        MessagesPerSecond = 12.5,
        EventsPerSecond = 25,
        BytesPerSecond = 4_096,
        DataAge = TimeSpan.FromMilliseconds(250),
        FeedLag = new LatencyFigures(10, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(9), TimeSpan.FromMilliseconds(12)),
        OperationLatency = new LatencyFigures(3, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(41)),
        Latency = TimeSpan.FromMilliseconds(30),
        RoundTrip = TimeSpan.FromMilliseconds(8),
        RecentErrors = 1,
        Errors = 6,
        Gaps = 2,
        Lost = 9,
        Duplicates = 5,
        Reconnects = 1,
        Recoveries = 2,
        FailedRecoveries = 1,
    };

    public static ProviderHealthStatus Session(string name, ProviderState state) => new()
    {
        Provider = name,
        State = state,
        Connections = state == ProviderState.Live ? 1 : 0,
        Wanted = 2,
        Acknowledged = state == ProviderState.Live ? 2 : 0,
        FeedLag = LatencyCounts.None,
    };

    private static ProviderHealthStatus LiveSession() => Session("alpha", ProviderState.Live) with
    {
        Refused = ImmutableSortedDictionary<string, string>.Empty.Add("trades DOGE-USD", "no such product"),
        Frames = 1_000,
        Bytes = 123_456,
        Events = 2_000,
        Ignored = Counts("heartbeat", 30),
        Rejected = Counts("bad_price", 2),
        Connects = 2,
        Disconnects = Counts("idle", 1),
        ConnectLatency = TimeSpan.FromMilliseconds(45),
        FeedLag = Lags(),
        RoundTrip = TimeSpan.FromMilliseconds(8),
        LastDataTime = UnixNanos.From(Now.AddMilliseconds(-250)),
    };

    private static ProviderHealthStatus DownSession() => Session("beta", ProviderState.Reconnecting) with
    {
        Disconnects = Counts("refused", 7),
        ReconnectAttempts = 7,
        LastError = "connection refused",
        NextAttempt = UnixNanos.From(Now.AddSeconds(20)),
    };

    private static ProviderHealthReport DownReport() => Report(DownSession(), HealthGrade.Unhealthy) with
    {
        Circuit = new CircuitState
        {
            Phase = CircuitPhase.Open,
            Generation = 2,
            Trips = 1,
            ChangedAt = Now.AddSeconds(-10),
            OpenUntil = Now.AddSeconds(20),
            Reason = "connection refused",
        },
    };

    private static StreamSnapshot Stream(StreamKey key) => new(
        key,
        Alpha,
        FeedStatusKind.Live,
        new Trade(Bitcoin, Alpha, 1, ExactDecimal.Parse("64000.10"), ExactDecimal.Parse("0.50"), AggressorSide.Buy, default, UnixNanos.From(Now.AddSeconds(-1))),
        new Quote(Bitcoin, Alpha, 1, ExactDecimal.Parse("64000.00"), null, ExactDecimal.Parse("64000.20"), ExactDecimal.Parse("1"), default, UnixNanos.From(Now.AddSeconds(-1))),
        Counters(),
        UnixNanos.From(Now.AddSeconds(-1)),
        1);

    private static StreamCounters Counters() => new()
    {
        Trades = 100,
        Quotes = 200,
        Books = 10,
        Statuses = 3,
        LastKnown = 2,
        DuplicateTrades = 4,
        DuplicateQuotes = 1,
        GapsByReason = Gaps((GapReason.Disconnected, 2)),
        Lost = 9,
        Late = 1,
    };

    private static GapCounts Gaps(params IEnumerable<(GapReason Reason, long Count)> counts)
    {
        var gaps = default(GapCounts);
        foreach (var (reason, count) in counts)
            gaps.Add(reason, count);
        return gaps;
    }

    private static AlertsStatus Alerts()
    {
        var alert = new Alert
        {
            Rule = "circuit_open",
            Subject = "beta",
            State = AlertState.Firing,
            Severity = AlertSeverity.Error,
            Message = "the circuit is open",
            Value = 7,
            Limit = 5,
            Since = Now.AddMinutes(-1),
            UpdatedAt = Now,
            Repeats = 4,
        };
        return new AlertsStatus(
            [alert],
            [alert, alert with { Rule = "latency", State = AlertState.Resolved, Severity = AlertSeverity.Warning, Value = null, Limit = null }],
            Counts("circuit_open", 1).Add("latency", 1),
            Counts("webhook", 2));
    }

    private static LatencyCounts Lags()
    {
        var counts = new long[LatencyCounts.UpperBounds.Length + 1];
        (counts[0], counts[5], counts[20], counts[^1]) = (1, 2, 3, 4);
        return new LatencyCounts([.. counts], TimeSpan.FromSeconds(500));
    }

    private static ProviderMetadata Metadata(string name) => new()
    {
        Name = name,
        Version = "1.0.0",
        Capabilities = new ProviderCapabilities { AssetTypes = ["crypto"], DataTypes = DataTypes.Trades },
        Description = "",
        Dependencies = [],
        ModulePath = $"/app/{name}.dll",
        Origin = ProviderOrigin.BuiltIn,
    };

    private static ImmutableSortedDictionary<string, long> Counts(string kind, long count) => ImmutableSortedDictionary<string, long>.Empty.Add(kind, count);
}
