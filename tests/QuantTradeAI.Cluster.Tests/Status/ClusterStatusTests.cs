using System.Collections.Immutable;
using QuantTradeAI.Cluster.Status;
using QuantTradeAI.Streaming.Alerts;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Storage;
using QuantTradeAI.Streaming.Symbols;
using QuantTradeAI.Tests.Operations;

namespace QuantTradeAI.Cluster.Tests.Status;

public sealed class ClusterStatusTests
{
    private static readonly DateTimeOffset Now = FullStatus.Now;
    private static readonly ProviderId Alpha = ProviderId.Of("alpha"), Beta = ProviderId.Of("beta");
    private static readonly StreamKey Bitcoin = new(Symbol.Of("BTC-USD")), Ether = new(Symbol.Of("ETH-USD"));

    private static readonly GatewayStatus Empty = new(
        new ConfigurationStatus { Version = 1, AppliedAt = Now }, null, [], [], [], new HubTotals(ImmutableDictionary<ProviderId, StreamCounters>.Empty, default, 0));

    [Fact]
    public void OneSilo_IsTheCluster() => Assert.Equal(StatusText.Of(StatusSample.Create()), StatusText.Of(ClusterStatus.Merge(StatusSample.Create(), [], ["alpha", "beta"])));

    [Fact]
    public void Silo_ThatAsks_TellsItsOwnLife()
    {
        var local = Empty with { Phase = GatewayPhase.Stopping, StartedAt = Now, Configuration = Empty.Configuration with { Version = 7 } };

        var merged = ClusterStatus.Merge(local, [StatusSample.Create()], []);

        Assert.Equal((GatewayPhase.Stopping, Now, local.Configuration, null), (merged.Phase, merged.StartedAt, merged.Configuration, merged.Discovery));
    }

    [Theory]
    [InlineData(1, 2, "second")]
    [InlineData(2, 1, "first")]
    [InlineData(0, 1, "second")]
    [InlineData(3, 3, "first")]
    public void Provider_ToldTwice_IsAsTheHighestEpochSays(long first, long second, string expected)
    {
        var merged = ClusterStatus.Merge(With(Report("alpha", first, "first")), [With(Report("alpha", second, "second"))], ["alpha"]);

        Assert.Equal(expected, Assert.Single(merged.Health).Connection.LastError);
        Assert.Equal(expected, Assert.Single(merged.Providers).LastError);
    }

    [Fact]
    public void Provider_OfTheSameEpochTwice_IsAsTheOneSaysThatHeardOfItLast()
    {
        var later = Report("alpha", 3, "later");
        later = later with { Connection = later.Connection with { LastDataTime = UnixNanos.From(Now) } };

        Assert.Equal("later", Assert.Single(ClusterStatus.Merge(With(Report("alpha", 3, "earlier")), [With(later)], []).Health).Connection.LastError);
    }

    [Fact]
    public void Provider_WithoutAReport_IsToldAllTheSame()
    {
        var bare = Empty with { Providers = [FullStatus.Session("alpha", ProviderState.Live)] };

        var merged = ClusterStatus.Merge(bare, [With(Report("beta", 1, null))], ["beta", "alpha"]);

        Assert.Equal(["beta", "alpha"], merged.Providers.Select(one => one.Provider));
        Assert.Equal("beta", Assert.Single(merged.Health).Provider);
        Assert.Equal("told", Assert.Single(ClusterStatus.Merge(bare, [With(Report("alpha", 0, "told"))], []).Health).Connection.LastError);
    }

    [Fact]
    public void Providers_AreInTheOrderOfConfiguration()
    {
        var merged = ClusterStatus.Merge(
            With(Report("gone", 1, null), Report("delta", 1, null)), [With(Report("beta", 1, null), Report("alpha", 1, null))], ["alpha", "missing", "beta", "delta"]);

        Assert.Equal(["alpha", "beta", "delta", "gone"], merged.Providers.Select(one => one.Provider));
        Assert.Equal(merged.Providers.Select(one => one.Provider), merged.Health.Select(one => one.Provider));
    }

    [Theory]
    [InlineData(3, 10, 3, 20, 2)]
    [InlineData(3, 20, 3, 10, 1)]
    [InlineData(3, 0, 3, 10, 2)]
    [InlineData(3, 10, 3, 10, 1)]
    [InlineData(3, 20, 4, 10, 2)]
    [InlineData(4, 0, 3, 10, 1)]
    public void Stream_ToldTwice_IsAsItsNewestOwnerSays(long firstEpoch, long first, long secondEpoch, long second, int expected)
    {
        var merged = ClusterStatus.Merge(
            Empty with { Streams = [Stream(Bitcoin, first, 1, firstEpoch)] },
            [Empty with { Streams = [Stream(Ether, 5, 9), Stream(Bitcoin, second, 2, secondEpoch)] }],
            []);

        Assert.Equal([(Bitcoin, expected), (Ether, 9)], merged.Streams.Select(one => (one.Stream, one.Subscribers)));
    }

    [Fact]
    public void Stream_OfAVenue_IsAnother()
    {
        var venue = Bitcoin with { Provider = Alpha };

        var merged = ClusterStatus.Merge(Empty with { Streams = [Stream(venue, 1, 1)] }, [Empty with { Streams = [Stream(Bitcoin, 1, 1)] }], []);

        Assert.Equal([Bitcoin, venue], merged.Streams.Select(one => one.Stream));
    }

    [Fact]
    public void Counts_AreAddedUp()
    {
        var full = FullStatus.Create();

        var merged = ClusterStatus.Merge(full, [full, full with { Totals = full.Totals with { Providers = full.Totals.Providers.Add(Beta, new StreamCounters { Trades = 7 }) } }], []);

        Assert.Equal(300, merged.Totals.Providers[Alpha].Trades);
        Assert.Equal(6, merged.Totals.Providers[Alpha].GapsByReason[GapReason.Disconnected]);
        Assert.Equal(7, merged.Totals.Providers[Beta].Trades);
        Assert.Equal((12, 5_700, 24), (merged.Totals.Refused, merged.Totals.Subscribers.Delivered, merged.Totals.Subscribers.GapsByReason[GapReason.SlowSubscriber]));
        Assert.Equal((3, 6, 0), (merged.SubscribeRefusals["invalid"], merged.SubscribeRefusals["not_served"], merged.SubscribeRefusals["ended"]));
        Assert.Equal(3, merged.Subscriptions.Length);
        Assert.Equal((3, 6), (merged.Alerts.Raised["circuit_open"], merged.Alerts.ChannelFailures["webhook"]));
    }

    [Fact]
    public void Queues_TellTheFullestOfAll()
    {
        var merged = ClusterStatus.Merge(
            Empty with { Queues = new QueueHealth(5, TimeSpan.FromSeconds(9), 10, 1) },
            [Empty with { Queues = new QueueHealth(6, TimeSpan.FromSeconds(1), 20, 2) }, Empty with { Queues = new QueueHealth(6, TimeSpan.FromSeconds(2), 30, 3) }],
            []);

        Assert.Equal(new QueueHealth(6, TimeSpan.FromSeconds(2), 60, 3), merged.Queues);
    }

    [Theory]
    [InlineData(null, 0, "alpha", 0, "alpha")]
    [InlineData("alpha", 0, null, 9, "alpha")]
    [InlineData("alpha", 1, "beta", 2, "beta")]
    [InlineData("alpha", 2, "beta", 1, "alpha")]
    [InlineData("alpha", 1, "beta", 1, "alpha")]
    [InlineData(null, 0, null, 0, null)]
    public void Symbol_OfAGroupToldTwice_IsAsTheOneSaysThatHasASource(string? first, int firstSince, string? second, int secondSince, string? expected)
    {
        var merged = ClusterStatus.Merge(Group(Source("BTC-USD", first, firstSince)), [Group(Source("BTC-USD", second, secondSince))], []);

        Assert.Equal(expected, Assert.Single(Assert.Single(merged.Groups).Symbols).Active);
    }

    [Fact]
    public void Groups_AreUnitedSymbolBySymbol()
    {
        var other = Empty with { Groups = [new FailoverGroupStatus("euros", false, TimeSpan.Zero, ["beta"], []), .. Group(Source("ETH-USD", "beta", 1)).Groups] };

        var merged = ClusterStatus.Merge(Group(Source("BTC-USD", "alpha", 1)), [other], []);

        Assert.Equal(["dollars", "euros"], merged.Groups.Select(group => group.Name));
        Assert.Equal(["BTC-USD", "ETH-USD"], merged.Groups[0].Symbols.Select(symbol => symbol.Symbol));
    }

    [Fact]
    public void Alert_ThatTwoSilosFire_IsToldOnceAtItsWorst()
    {
        var alert = FullStatus.Create().Alerts.Firing[0];
        var first = Alerts([alert with { Severity = AlertSeverity.Error, Message = "worst" }], [alert with { UpdatedAt = Now.AddSeconds(1) }]);
        var second = Alerts(
            [alert with { Severity = AlertSeverity.Warning, Message = "newest", UpdatedAt = Now.AddHours(1) }, alert with { Subject = "alpha", Message = "another" }],
            [alert with { UpdatedAt = Now.AddSeconds(2) }, alert with { UpdatedAt = Now }]);

        var merged = ClusterStatus.Merge(first, [second], []).Alerts;

        Assert.Equal(["another", "worst"], merged.Firing.Select(one => one.Message));
        Assert.Equal([2, 1, 0], merged.History.Select(one => (one.UpdatedAt - Now).Seconds));
    }

    [Fact]
    public void Storage_IsTheWorst()
    {
        var well = new StorageStatus("a.db", false, null, null, 1, 10, 0);
        var memory = new StorageStatus("memory", false, null, null, 0, 0, 0);
        var broken = new StorageStatus("b.db", true, Now, "disk full", 2, 20, 3);
        var brokenBefore = new StorageStatus("c.db", true, Now.AddHours(-1), "no disk", 2, 0, 4);

        Assert.Null(Storages(null, null));
        Assert.Equal(well, Storages(null, well));
        Assert.Equal("memory", Storages(well, memory)?.Location);
        Assert.Equal(broken with { Waiting = 3, Written = 30 }, Storages(well, broken, memory));
        Assert.Equal("c.db", Storages(broken, brokenBefore)?.Location);
    }

    private static StorageStatus? Storages(params IEnumerable<StorageStatus?> storages)
    {
        ImmutableArray<GatewayStatus> all = [.. storages.Select(storage => Empty with { Storage = storage })];
        return ClusterStatus.Merge(all[0], all.Skip(1), []).Storage;
    }

    private static GatewayStatus Alerts(ImmutableArray<Alert> firing, ImmutableArray<Alert> history) => Empty with { Alerts = AlertsStatus.None with { Firing = firing, History = history } };

    private static GatewayStatus Group(SymbolSourceStatus symbol) => Empty with { Groups = [FullStatus.Group(isPanic: false) with { Symbols = [symbol] }] };

    private static SymbolSourceStatus Source(string symbol, string? active, int since) =>
        new(symbol, active, active is null ? null : Now.AddSeconds(since), 1, false, null, []);

    private static StreamSnapshot Stream(StreamKey key, long lastEvent, int subscribers, long epoch = 3) =>
        new(key, key.Provider, FeedStatusKind.Live, null, null, default, new UnixNanos(lastEvent), subscribers) { Numbers = new StreamNumbers(epoch, 0, 0, 0, 0) };

    private static GatewayStatus With(params ImmutableArray<ProviderHealthReport> reports) =>
        Empty with { Health = reports, Providers = [.. reports.Select(report => report.Connection)] };

    private static ProviderHealthReport Report(string provider, long epoch, string? error) => new()
    {
        Provider = provider,
        Status = HealthGrade.Healthy,
        Connection = FullStatus.Session(provider, ProviderState.Live) with { LastError = error },
        Circuit = CircuitState.Initial,
        Epoch = epoch,
    };
}
