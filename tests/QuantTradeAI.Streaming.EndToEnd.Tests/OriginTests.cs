using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>A file with all the keys of the system that this one comes from runs as it is; only the address is a simulator's. A20, A23, A25.</summary>
public sealed class OriginTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Keys = new() { ["ALPACA_API_KEY"] = "key", ["ALPACA_API_SECRET"] = "secret" };

    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("origin").FullName, "streaming.yaml");
    private VenueSimulator _simulator = null!;

    public async Task InitializeAsync()
    {
        _simulator = await VenueSimulator.StartAsync(new SimulatorOptions(), CancellationToken.None);
        await File.WriteAllTextAsync(
            _path,
            $$"""
            streaming:
              symbols: ["AAPL"]
              providers:
                - name: "alpaca"
                  websocket_url: "{{_simulator.Alpaca.WebSocketUrl}}"
                  auth_method: "api_key"
                  subscriptions: ["trades", "quotes"]
                  rate_limit: {default_rate: 100, burst_allowance: 50}
                  circuit_breaker: {failure_threshold: 5, timeout: 30}
              buffer_size: 10000
              reconnect_attempts: 5
              health_check_interval: 30
            streaming_health:
              monitoring: {enabled: true, check_interval: 5, metrics_retention: 3600}
              thresholds:
                max_latency_ms: 100
                min_throughput_msg_per_sec: 50
                max_reconnect_attempts: 5
                max_queue_depth: 5000
                circuit_breaker_timeout: 60
              alerts: {enabled: true, channels: ["log", "metrics"], escalation_threshold: 3}
              metrics: {enabled: false, host: "0.0.0.0", port: 9000}
              api: {enabled: false, host: "0.0.0.0", port: 8000}
            """);
    }

    public async Task DisposeAsync()
    {
        await _simulator.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
    }

    [Fact]
    public async Task File_WithTheKeysInTheEnvironment_Streams()
    {
        await using var gateway = new StreamingGateway(_path, new GatewayOptions { Variables = Keys.GetValueOrDefault });
        var trade = new TaskCompletionSource<Trade>(TaskCreationOptions.RunContinuationsAsynchronously);
        gateway.SubscribeToTrades(["AAPL"], (Trade one) => { trade.TrySetResult(one); });
        await gateway.StartAsync();
        await Patience.For(gateway.WhenLiveAsync(), "Alpaca");

        var sent = _simulator.Alpaca.PublishTrade("AAPL");
        await Patience.For(trade.Task, "the trade");

        var got = await trade.Task;
        Assert.Equal($"{sent.Id} {sent.Price} x {sent.Size}", $"{got.TradeId} {got.ExactPrice} x {got.ExactSize}");
        Assert.Equal(10_000, gateway.GetStatus().Subscriptions.Single().Capacity);
    }

    [Fact]
    public void File_WithoutTheKeys_IsRefusedWithOneProblem()
    {
        var error = Assert.Throws<ProviderConfigurationException>(() => new StreamingGateway(_path, new GatewayOptions { Variables = _ => null }));

        Assert.Equal(
            $"{_path}:4:7 streaming.providers[0].credentials: api_key, api_secret are missing; expected them here, or in the variables "
                + "ALPACA_API_KEY, which is not set, ALPACA_API_SECRET, which is not set",
            error.Message);
    }
}
