using System.Text.Json.Nodes;
using QuantTradeAI.Gateway.Tests.Support;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Gateway.Tests.Running;

/// <summary>What the program remembers when it was killed.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("restart").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Circuit_OpenWhenTheProgramIsKilled_WaitsForWhatRemains_ThenProbesOnce()
    {
        await using var simulator = await VenueSimulator.StartAsync(SimulatorOptions.Default, CancellationToken.None);
        var venue = simulator.Binance;
        var config = Path.Combine(_folder, "streaming.yaml");
        await File.WriteAllTextAsync(config, $$"""
            streaming:
              providers:
                - name: binance
                  websocket_url: {{venue.WebSocketUrl}}
                  symbols: [BTC-USDT]
                  circuit_breaker: {failure_threshold: 1, timeout: 20}
            streaming_health:
              api: {enabled: true}
            """);
        venue.Inject(Fault.RefuseWith429(TimeSpan.FromMilliseconds(100), 1_000));

        JsonNode before;
        using (var first = await GatewayProcess.RunAsync("--live", "--config", config))
        {
            await first.WhenAsync(status => PhaseOf(status) == "open", "the circuit to open");
            before = await first.WhenAsync(status => PhaseOf(status) == "open" && (int?)status["storage"]!["waiting"] == 0, "that to be stored");
            first.Kill();
        }

        var refused = venue.HandshakesRefused;
        using var second = await GatewayProcess.RunAsync("--live", "--config", config);
        var after = await second.WhenAsync(status => (string?)status["phase"] == "running", "the program to run again");

        Assert.Equal("open", PhaseOf(after));
        Assert.Equal(CircuitOf(before)["open_until"]!.GetValue<DateTimeOffset>(), CircuitOf(after)["open_until"]!.GetValue<DateTimeOffset>());
        Assert.Equal((1, 2), (EpochOf(before), EpochOf(after)));
        Assert.Equal(refused, venue.HandshakesRefused);

        venue.ClearFaults();
        await second.WhenAsync(status => PhaseOf(status) == "half_open" && venue.ConnectionsOpen == 1, "the probe");
        Assert.True(DateTimeOffset.UtcNow >= CircuitOf(after)["open_until"]!.GetValue<DateTimeOffset>());
        Assert.Equal(1, venue.ConnectionsAccepted);

        await venue.WaitAsync(v => v.Subscriptions.Contains("btcusdt@trade"), TimeSpan.FromSeconds(30), "the subscription");
        venue.PublishTrade("BTCUSDT");
        await second.WhenAsync(status => PhaseOf(status) == "closed", "the first trade to close it");
        Assert.Equal(1, venue.ConnectionsAccepted);
    }

    private static JsonNode CircuitOf(JsonNode status) => status["providers"]![0]!["circuit"]!;

    private static string? PhaseOf(JsonNode status) => (string?)CircuitOf(status)["phase"];

    private static int EpochOf(JsonNode status) => (int)status["providers"]![0]!["epoch"]!;
}
