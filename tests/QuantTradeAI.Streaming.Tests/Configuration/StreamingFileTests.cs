using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Configuration;

/// <summary>What a right streaming configuration becomes.</summary>
public sealed class StreamingFileTests : IDisposable
{
    /// <summary>The keys of the file that comes with the system this one replaces, with its values.</summary>
    private const string Origin = """
        streaming:
          symbols: ["AAPL"]
          providers:
            - name: "alpaca"
              websocket_url: "wss://stream.data.alpaca.markets/v2/iex"
              auth_method: "api_key"
              subscriptions: ["trades", "quotes"]
              rate_limit:
                default_rate: 100
                burst_allowance: 50
              circuit_breaker:
                failure_threshold: 5
                timeout: 30
          buffer_size: 10000
          reconnect_attempts: 5
          health_check_interval: 30
        streaming_health:
          monitoring:
            enabled: true
            check_interval: 5
            metrics_retention: 3600
          thresholds:
            max_latency_ms: 100
            min_throughput_msg_per_sec: 50
            max_reconnect_attempts: 5
            max_queue_depth: 5000
            circuit_breaker_timeout: 60
          alerts:
            enabled: true
            channels: ["log", "metrics"]
            escalation_threshold: 3
          metrics: {enabled: true, host: "0.0.0.0", port: 9000}
          api:
            enabled: false
            host: "0.0.0.0"
            port: 8000
        """;

    private static readonly Dictionary<string, string> Keys = new() { ["ALPACA_API_KEY"] = "k", ["ALPACA_API_SECRET"] = "s" };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact] // A20
    public void Origin_File_GivesEveryValue()
    {
        var config = Load(Origin);

        Assert.Equal(["AAPL"], config.Symbols.AsEnumerable());
        Assert.Equal((10000, 5, TimeSpan.FromSeconds(30)), (config.BufferSize, config.ReconnectAttempts, config.HealthCheckInterval));
        var alpaca = config.Providers.Single();
        Assert.Equal(("alpaca", new Uri("wss://stream.data.alpaca.markets/v2/iex"), "api_key"), (alpaca.Name, alpaca.WebSocketUrl, alpaca.AuthMethod));
        Assert.Equal(["AAPL"], alpaca.Symbols.AsEnumerable());
        Assert.Equal(DataTypes.Trades | DataTypes.Quotes, alpaca.Subscriptions);
        Assert.Equal(new RateLimitConfig { DefaultRate = 100, BurstAllowance = 50 }, alpaca.RateLimit);
        Assert.Equal(new CircuitBreakerConfig { FailureThreshold = 5, Timeout = TimeSpan.FromSeconds(30) }, alpaca.CircuitBreaker);
        var health = config.Health;
        Assert.Equal(new MonitoringConfig { Enabled = true, CheckInterval = TimeSpan.FromSeconds(5), MetricsRetention = TimeSpan.FromHours(1) }, health.Monitoring);
        Assert.Equal(
            new ThresholdsConfig
            {
                MaxLatency = TimeSpan.FromMilliseconds(100),
                MinThroughputPerSecond = 50,
                MaxReconnectAttempts = 5,
                MaxQueueDepth = 5000,
                CircuitBreakerTimeout = TimeSpan.FromSeconds(60),
            },
            health.Thresholds);
        Assert.True(health.Alerts.Enabled);
        Assert.Equal(["log", "metrics"], health.Alerts.Channels.AsEnumerable());
        Assert.Equal(3, health.Alerts.EscalationThreshold);
        Assert.Equal(new EndpointConfig { Enabled = true, Host = "0.0.0.0", Port = 9000 }, health.Metrics);
        Assert.Equal(new EndpointConfig { Enabled = false, Host = "0.0.0.0", Port = 8000 }, health.Api);
    }

    [Fact]
    public void Origin_File_NegotiatesWithTheKeysAndIsRefusedWithoutThem()
    {
        var settings = ProviderNegotiation.Negotiate(Load(Origin).Providers[0], ConfigAdapter.Alpaca, Keys.GetValueOrDefault);

        Assert.Equal((200, 50, 30), (settings.RateLimitPerMinute, settings.BurstAllowance, settings.MaxSubscriptions));
        Assert.Equal("k", settings.Credentials["api_key"].Reveal());
        Assert.Equal(
            $"{Path.Combine(_folder.Path, "streaming.yaml")}:4:7 streaming.providers[0].credentials.api_secret: missing; "
                + "expected the credential here, or in the variable ALPACA_API_SECRET, which is not set",
            Assert.Throws<ProviderConfigurationException>(() => Load(Origin, name => name == "ALPACA_API_KEY" ? "k" : null)).Message);
    }

    [Fact]
    public void File_WithOnlyWhatItMustHave_HasTheDefaults()
    {
        var config = Load("streaming: {providers: [{name: coinbase}]}");

        var expected = new StreamingConfig
        {
            Providers = [new ProviderConfig { Name = "coinbase", WebSocketUrl = new Uri("wss://coinbase.example/") }],
            Storage = new StorageConfig { Directory = Path.Combine(Path.GetDirectoryName(config.File)!, "data") },
        };
        Assert.Empty(ConfigDiff.Between(expected, config));
        Assert.Null(config.BufferSize);
        Assert.Null(config.Providers[0].RateLimit);
    }

    [Fact]
    public void Symbols_AsAMapping_AreNativeSymbolsToo()
    {
        var provider = Load("""
            streaming:
              symbols: [ETH-USD]
              providers:
                - name: coinbase
                  symbols: {BTC-USD: XBT/USD, SOL-USD: 010}
                  native_symbols: {ADA-USD: ADAUSD, BTC-USD: XBT/USD}
            """).Providers.Single();

        Assert.Equal(["BTC-USD", "SOL-USD"], provider.Symbols.AsEnumerable());
        Assert.Equal(["ADA-USD=ADAUSD", "BTC-USD=XBT/USD", "SOL-USD=010"], provider.NativeSymbols.Select(pair => $"{pair.Key}={pair.Value}").Order());
    }

    [Theory]
    [InlineData("{dollars: {symbols: [BTC-USD], providers: [coinbase, binance], standby: cold, failback_after: 0}}")]
    [InlineData("[{name: dollars, symbols: [BTC-USD], providers: [coinbase, binance], standby: cold, failback_after: 0}]")]
    public void Failover_AsAListOrAMapping_IsTheSame(string failover)
    {
        var group = Load($"streaming: {{providers: [{{name: coinbase}}, {{name: binance, websocket_url: 'wss://x/'}}], failover: {failover}}}").Failover.Single();

        Assert.Equal(("dollars", false, TimeSpan.Zero), (group.Name, group.IsHot, group.FailbackAfter));
        Assert.Equal(["coinbase", "binance"], group.Providers.AsEnumerable());
        Assert.Equal(["BTC-USD"], group.Symbols.AsEnumerable());
    }

    [Fact]
    public void Document_OfAnEntry_IsReadBesideTheFileAndNegotiatedWithIt()
    {
        _folder.Write(
            "providers/alpaca.yaml",
            "provider: alpaca\nenvironments:\n  iex: {websocket_url: 'wss://iex/', max_subscriptions: 10, credentials: {api_key: '${file:../key}', api_secret: '${SECRET:-s}'}}\n");
        _folder.Write("key", "from-file\n");

        var alpaca = Load("streaming: {providers: [{name: alpaca, config: providers/alpaca.yaml, environment: iex, symbols: [AAPL]}]}").Providers.Single();

        Assert.Equal(new Uri("wss://iex/"), alpaca.WebSocketUrl);
        File.Delete(Path.Combine(_folder.Path, "providers/alpaca.yaml"));
        var settings = ProviderNegotiation.Negotiate(alpaca, ConfigAdapter.Alpaca, _ => null);
        Assert.Equal(("iex", 10, "from-file"), (settings.Environment, settings.MaxSubscriptions, settings.Credentials["api_key"].Reveal()));
    }

    [Fact]
    public void Plugins_Directories_AreBesideTheFile()
    {
        var plugins = Load("streaming: {providers: [{name: coinbase}], plugins: {directories: [plugins, /opt/plugins], reload: true, poll_interval: 2}}").Plugins;

        Assert.Equal([Path.Combine(_folder.Path, "plugins"), "/opt/plugins"], plugins.Directories.AsEnumerable());
        Assert.Equal((true, TimeSpan.FromSeconds(2)), (plugins.Reload, plugins.PollInterval));
    }

    [Fact]
    public void Circuit_OfAProviderWithoutATimeout_HasTheThreshold()
    {
        var config = Load("""
            streaming:
              providers:
                - {name: coinbase, circuit_breaker: {failure_threshold: 2}}
                - {name: example, websocket_url: wss://x/, circuit_breaker: {timeout: 7}}
            streaming_health: {thresholds: {circuit_breaker_timeout: 60}}
            """);

        Assert.Equal([60, 7], config.Providers.Select(provider => provider.CircuitBreaker.Timeout.TotalSeconds));
    }

    [Fact]
    public void Json_File_SaysTheSame()
    {
        var path = _folder.Write("streaming.json", """{"streaming": {"providers": [{"name": "coinbase", "symbols": ["BTC-USD"]}], "buffer_size": 7}}""");

        var config = StreamingConfigReader.Load(path, ConfigCatalog.Usual, _ => null);

        Assert.Empty(ConfigDiff.Between(Load("streaming: {providers: [{name: coinbase, symbols: [BTC-USD]}], buffer_size: 7}"), config));
    }

    [Fact]
    public void Cluster_Section_IsReadWithItsFilesBesideTheFile()
    {
        var cluster = Load("""
            streaming:
              providers: [{name: coinbase}]
              cluster:
                cluster_id: blue
                service_id: prices
                clustering: {kind: adonet, connection: "Host=db"}
                grain_storage: {kind: azure, connection: "${SECRET:-s}"}
                streams: {poll_period_ms: 2.5, partitions: 8, batch_size: 50, cache_least: 1, cache_most: 2}
                membership: {probe_timeout_ms: 500, max_probe_timeout_ms: 750, missed_probes: 4, votes: 1, probed_silos: 3, alive_interval: 2, refresh_interval: 3}
                endpoints: {advertised_address: 10.0.0.7, silo_port: 1, gateway_port: 2}
                tls: {certificate: tls/a.crt, key: /run/a.key, host_name: silo}
                supervision_interval: 2
                fencing_interval: 3
                shutdown_timeout: 4
                lane_capacity: 5
            """).Cluster;

        Assert.Equal(
            new ClusterConfig
            {
                ClusterId = "blue",
                ServiceId = "prices",
                Clustering = new ClusteringConfig { Kind = "adonet", Connection = new Secret("Host=db") },
                GrainStorage = new GrainStorageConfig { Kind = "azure", Connection = new Secret("s") },
                Streams = new ClusterStreamsConfig
                {
                    PollPeriod = TimeSpan.FromMilliseconds(2.5),
                    Partitions = 8,
                    BatchSize = 50,
                    CacheLeast = TimeSpan.FromSeconds(1),
                    CacheMost = TimeSpan.FromSeconds(2),
                },
                Membership = new MembershipConfig
                {
                    ProbeTimeout = TimeSpan.FromMilliseconds(500),
                    MaxProbeTimeout = TimeSpan.FromMilliseconds(750),
                    MissedProbes = 4,
                    Votes = 1,
                    ProbedSilos = 3,
                    AliveInterval = TimeSpan.FromSeconds(2),
                    RefreshInterval = TimeSpan.FromSeconds(3),
                },
                Endpoints = new ClusterEndpointsConfig { AdvertisedAddress = "10.0.0.7", SiloPort = 1, GatewayPort = 2 },
                Tls = new ClusterTlsConfig { Certificate = Path.Combine(_folder.Path, "tls/a.crt"), Key = "/run/a.key", HostName = "silo" },
                SupervisionInterval = TimeSpan.FromSeconds(2),
                FencingInterval = TimeSpan.FromSeconds(3),
                ShutdownTimeout = TimeSpan.FromSeconds(4),
                LaneCapacity = 5,
            },
            cluster);
        Assert.Equal(TimeSpan.FromSeconds(3), cluster.Membership.SilenceLimit);
    }

    [Fact]
    public void Cluster_SectionThatIsAbsent_IsTheOneThatIsShipped()
    {
        var shipped = StreamingConfigReader.Load(Path.Combine(AppContext.BaseDirectory, "config/streaming.yaml"), ["binance", "coinbase"]);

        Assert.Equal(shipped.Cluster, Load("streaming: {providers: [{name: coinbase}]}").Cluster);
        Assert.Equal(new ClusterConfig(), shipped.Cluster);
    }

    [Fact]
    public void ShippedFile_NeedsNothing()
    {
        var config = StreamingConfigReader.Load(Path.Combine(AppContext.BaseDirectory, "config/streaming.yaml"), ["binance", "coinbase"]);

        Assert.Equal(["binance", "coinbase"], config.Providers.Select(provider => provider.Name));
        Assert.Equal("BTCUSDT", config.Providers[0].NativeSymbols["BTC-USDT"]);
        Assert.Equal(["BTC-USDT", "ETH-USDT"], config.Failover.Single().Symbols.AsEnumerable());
    }

    private StreamingConfig Load(string text, Func<string, string?>? variables = null) =>
        StreamingConfigReader.Load(_folder.Write("streaming.yaml", text), ConfigCatalog.Usual, variables ?? Keys.GetValueOrDefault);
}
