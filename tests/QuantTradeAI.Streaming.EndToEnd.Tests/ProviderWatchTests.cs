using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary><c>reconnect_attempts</c> and <c>health_check_interval</c>.</summary>
public sealed class ProviderWatchTests
{
    [Fact]
    public async Task Provider_ThatFailsAgainAndAgain_IsToldOnceAndWhenItIsUpAgain()
    {
        var clock = new FakeTimeProvider();
        var log = new LineLog();
        await using var simulator = await VenueSimulator.StartAsync(new SimulatorOptions { TimeProvider = clock }, CancellationToken.None);
        var config = new StreamingConfig
        {
            ReconnectAttempts = 3,
            HealthCheckInterval = TimeSpan.FromSeconds(5),
            Providers = [new ProviderConfig { Name = "coinbase", WebSocketUrl = simulator.Coinbase.WebSocketUrl, Symbols = ["BTC-USD"] }],
        };
        await using var gateway = new StreamingGateway(config, new GatewayOptions { Clock = clock, Random = () => 0.5, LoggerFactory = log });
        simulator.Coinbase.Inject(Fault.RefuseWith429(TimeSpan.FromSeconds(2), 8));

        await gateway.StartAsync();
        await CrankAsync(gateway.WhenLiveAsync());
        await CrankAsync(log.WaitAsync("coinbase: up again."));

        Assert.Single(log.Lines, line => line.Contains("coinbase: down after", StringComparison.Ordinal));
        await CrankAsync(gateway.StopAsync());

        async Task CrankAsync(Task until)
        {
            for (var i = 0; i < 2_000 && !until.IsCompleted; i++)
            {
                clock.Advance(TimeSpan.FromMilliseconds(250));
                await Task.WhenAny(until, Task.Delay(5));
            }

            await Patience.For(until, () => string.Join('\n', log.Lines));
        }
    }
}
