using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Configuration.Diff;

public sealed class ConfigDiffTests
{
    private static readonly StreamingConfig Base = Config(Provider("binance"), Provider("coinbase"));

    public static TheoryData<string, string[]> Changes() => new()
    {
        { "same", [] },
        { "symbols", ["streaming.symbols: added ETH-USD", "streaming.symbols: removed BTC-USD"] },
        { "buffer", ["streaming.buffer_size: added 5"] },
        { "attempts", ["streaming.reconnect_attempts: changed from 5 to 6"] },
        { "interval", ["streaming.health_check_interval: changed from 30 to 1.5"] },
        { "provider added", ["streaming.providers: added kraken"] },
        { "provider removed", ["streaming.providers: removed coinbase"] },
        { "providers swapped", ["streaming.providers: changed from binance, coinbase to coinbase, binance"] },
        {
            "provider",
            [
                "streaming.providers[binance].auth_method: added none",
                "streaming.providers[binance].circuit_breaker.timeout: changed from 30 to 60",
                "streaming.providers[binance].credentials.token: added ***",
                "streaming.providers[binance].native_symbols.BTC-USD: added XBT",
                "streaming.providers[binance].options.mode: added fast",
                "streaming.providers[binance].rate_limit.burst_allowance: added 0",
                "streaming.providers[binance].rate_limit.default_rate: added 3",
                "streaming.providers[binance].subscriptions: added trades",
                "streaming.providers[binance].symbols: added ETH-USD",
                "streaming.providers[binance].symbols: added SOL-USD",
                "streaming.providers[binance].symbols: removed BTC-USD",
                "streaming.providers[binance].websocket_url: changed from wss://binance/ to wss://other/",
            ]
        },
        {
            "document",
            [
                "streaming.providers[binance].config: added a.yaml",
                "streaming.providers[binance].config.asset_types: added crypto",
                "streaming.providers[binance].config.data_types: added quotes",
                "streaming.providers[binance].config.enabled: added true",
                "streaming.providers[binance].config.environment: added dev",
                "streaming.providers[binance].config.max_subscriptions: added 7",
                "streaming.providers[binance].config.provider: added binance",
                "streaming.providers[binance].config.requires_authentication: added false",
            ]
        },
        { "failover added", ["streaming.failover: added usd"] },
        {
            "health",
            [
                "streaming_health.alerts.channels: added metrics",
                "streaming_health.api.enabled: changed from false to true",
                "streaming_health.monitoring.check_interval: changed from 5 to 10",
                "streaming_health.thresholds.max_latency_ms: added 1.5",
            ]
        },
        {
            "cluster",
            [
                "streaming.cluster.clustering.connection: added ***",
                "streaming.cluster.clustering.kind: changed from localhost to adonet",
                "streaming.cluster.membership.probe_timeout_ms: changed from 1000 to 1500",
                "streaming.cluster.tls.certificate: added /a.crt",
                "streaming.cluster.tls.key: added /a.key",
                "streaming.cluster.tls.require_client_certificate: added true",
            ]
        },
        { "plugins", ["streaming.plugins.directories: added /a, /b", "streaming.plugins.reload: changed from false to true"] },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Between_TwoConfigurations_TellsEachDifference(string what, string[] expected) =>
        Assert.Equal(expected, ConfigDiff.Between(Base, Changed(what)).Select(change => change.ToString()));

    [Fact]
    public void Between_FailoverGroups_TheOrderOfProvidersCounts()
    {
        var group = new FailoverGroupConfig { Name = "usd", Symbols = ["BTC-USD"], Providers = ["binance", "coinbase"] };

        var changes = ConfigDiff.Between(
            Base with { Failover = [group] }, Base with { Failover = [group with { Providers = ["coinbase", "binance"], IsHot = false }] });

        Assert.Equal(
            [
                "streaming.failover[usd].providers: changed from binance, coinbase to coinbase, binance",
                "streaming.failover[usd].standby: changed from hot to cold",
            ],
            changes.Select(change => change.ToString()));
    }

    [Fact]
    public void Change_OfAProvider_NamesIt()
    {
        Assert.Equal(["kraken"], ConfigDiff.Between(Base, Changed("provider added")).Select(change => change.Provider));
        Assert.All(ConfigDiff.Between(Base, Changed("provider")), change => Assert.Equal("binance", change.Provider));
        Assert.All(ConfigDiff.Between(Base, Changed("document")), change => Assert.Equal("binance", change.Provider));
        Assert.All(ConfigDiff.Between(Base, Changed("health")), change => Assert.Null(change.Provider));
    }

    [Fact]
    public void Between_TheSameFileReadTwice_IsNothing()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "config/streaming.yaml");

        Assert.Empty(ConfigDiff.Between(StreamingConfigReader.Load(path, ["binance", "coinbase"]), StreamingConfigReader.Load(path, ["binance", "coinbase"])));
    }

    [Fact]
    public void Between_AnyOfTheShippedFilesValuesChanged_IsSomething()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "config/streaming.yaml"));
        var before = StreamingConfigReader.Parse("f", string.Join('\n', lines), ["binance", "coinbase"]);
        var changed = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimStart().StartsWith('#') ? lines[i] : Change(lines[i]);
            if (line == lines[i])
                continue;
            changed++;
            var after = StreamingConfigReader.Parse("f", string.Join('\n', lines.Select((other, at) => at == i ? line : other)), ["binance", "coinbase"]);
            Assert.True(ConfigDiff.Between(before, after).Length > 0, line);
        }

        Assert.True(changed > 20, $"{changed} lines");
    }

    private static string Change(string line) =>
        line.Contains(": true", StringComparison.Ordinal) ? line.Replace(": true", ": false")
        : line.Contains(": false", StringComparison.Ordinal) ? line.Replace(": false", ": true")
        : line.Contains("port: 9", StringComparison.Ordinal) ? line.Replace("port: 9", "port: 8")
        : line.Contains(": 5", StringComparison.Ordinal) ? line.Replace(": 5", ": 6")
        : line.Contains(": 3", StringComparison.Ordinal) ? line.Replace(": 3", ": 4")
        : line.Contains(": 1", StringComparison.Ordinal) ? line.Replace(": 1", ": 2")
        : line.Contains(": 0", StringComparison.Ordinal) ? line.Replace(": 0", ": 7")
        : line.Contains("BTC", StringComparison.Ordinal) ? line.Replace("BTC", "DOGE")
        : line.Replace(": hot", ": cold").Replace("wss://", "wss://x.").Replace("trades, quotes", "quotes").Replace("log, metrics", "log").Replace(": none", ": api_key");

    private static StreamingConfig Changed(string what)
    {
        var (binance, coinbase) = (Base.Providers[0], Base.Providers[1]);
        return what switch
        {
            "same" => Config(Provider("binance"), Provider("coinbase")),
            "symbols" => Base with { Symbols = ["ETH-USD"] },
            "buffer" => Base with { BufferSize = 5 },
            "attempts" => Base with { ReconnectAttempts = 6 },
            "interval" => Base with { HealthCheckInterval = TimeSpan.FromSeconds(1.5) },
            "provider added" => Config(binance, coinbase, Provider("kraken")),
            "provider removed" => Config(binance),
            "providers swapped" => Config(coinbase, binance),
            "provider" => Config(Other(binance), coinbase),
            "document" => Config(binance with { Document = Document() }, coinbase),
            "failover added" => Base with { Failover = [new FailoverGroupConfig { Name = "usd", Symbols = ["BTC-USD"], Providers = ["binance"] }] },
            "cluster" => Base with
            {
                Cluster = new ClusterConfig
                {
                    Clustering = new ClusteringConfig { Kind = "adonet", Connection = new Secret("canary") },
                    Membership = new MembershipConfig { ProbeTimeout = TimeSpan.FromSeconds(1.5) },
                    Tls = new ClusterTlsConfig { Certificate = "/a.crt", Key = "/a.key" },
                },
            },
            "plugins" => Base with { Plugins = new PluginsConfig { Directories = ["/a", "/b"], Reload = true } },
            _ => Base with
            {
                Health = new StreamingHealthConfig
                {
                    Monitoring = new MonitoringConfig { CheckInterval = TimeSpan.FromSeconds(10) },
                    Thresholds = new ThresholdsConfig { MaxLatency = TimeSpan.FromMilliseconds(1.5) },
                    Alerts = new AlertsConfig { Channels = ["log", "metrics"] },
                    Api = new EndpointConfig { Enabled = true, Port = StreamingHealthConfig.DefaultApiPort },
                },
            },
        };
    }

    private static StreamingConfig Config(params ProviderConfig[] providers) => new() { Symbols = ["BTC-USD"], Providers = [.. providers] };

    private static ProviderConfig Provider(string name) => new() { Name = name, WebSocketUrl = new Uri($"wss://{name}/"), Symbols = ["BTC-USD"] };

    private static ProviderConfig Other(ProviderConfig provider) => provider with
    {
        WebSocketUrl = new Uri("wss://other/"),
        Symbols = ["SOL-USD", "ETH-USD"],
        Subscriptions = DataTypes.Trades,
        AuthMethod = "none",
        RateLimit = new RateLimitConfig { DefaultRate = 3 },
        CircuitBreaker = new CircuitBreakerConfig { Timeout = TimeSpan.FromMinutes(1) },
        NativeSymbols = ImmutableDictionary<string, string>.Empty.Add("BTC-USD", "XBT"),
        Credentials = ImmutableSortedDictionary<string, Secret>.Empty.Add("token", new Secret("canary")),
        Options = ImmutableDictionary<string, string>.Empty.Add("mode", "fast"),
    };

    private static ProviderDocument Document() => new()
    {
        File = "a.yaml",
        Provider = "binance",
        Environment = "dev",
        EnvironmentNames = ["dev"],
        Settings = new ProviderEnvironment { AssetTypes = ["crypto"], DataTypes = DataTypes.Quotes, MaxSubscriptions = 7, RequiresAuthentication = false },
    };
}
