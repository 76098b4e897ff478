using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>An adapter's version that connects, but asks its venue for what that does not know.</summary>
public sealed class RefusedVersionTests
{
    /// <summary>Half of the time that a version has to be live.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact] // The old one ended without a word, or only after all patience.
    public async Task Version_WhoseSubscriptionsTheVenueRefuses_IsToldAtOnceAndReplacedByAGoodOne()
    {
        await using var simulator = await VenueSimulator.StartAsync(new SimulatorOptions(), CancellationToken.None);
        var (version, prefix) = ("1.0.0", "");
        TestAdapter Make() => new(TestVenue.Adapter("coinbase"), version: version) { Spelling = symbol => prefix + symbol };
        var provider = new ProviderConfig { Name = "coinbase", WebSocketUrl = simulator.Coinbase.WebSocketUrl, Symbols = ["BTC-USD"] };
        await using var gateway = new StreamingGateway(new StreamingConfig { Providers = [provider] }, new GatewayOptions { Catalog = new OneAdapter("coinbase", Make) });
        var seen = new Recorder();
        gateway.Subscribe(new SubscriptionRequest { Symbols = ["BTC-USD"], DataTypes = DataTypes.Trades, Policy = QueuePolicy.Block }, seen);
        await gateway.StartAsync();
        await Patience.For(gateway.WhenLiveAsync(), "the provider");
        await seen.WaitForTradeAsync(simulator.Coinbase.PublishTrade("BTC-USD").Id);

        (version, prefix) = ("2.0.0", "NOPE-");
        var began = TimeProvider.System.GetTimestamp();
        await Patience.For(((IProviderHost)gateway).SwitchAsync("coinbase", CancellationToken.None), "the refused version");
        await seen.WaitForStatusAsync(FeedStatusKind.Disconnected);

        Assert.True(TimeProvider.System.GetElapsedTime(began) < Soon, $"it took {TimeProvider.System.GetElapsedTime(began)}");
        Assert.Equal("Live Disconnected", seen.Story);
        Assert.Contains("NOPE-BTC-USD", string.Join(' ', gateway.GetStatus().Providers[0].Refused.Keys), StringComparison.Ordinal);
        simulator.Coinbase.PublishTrade("BTC-USD");

        (version, prefix) = ("3.0.0", "");
        await Patience.For(((IProviderHost)gateway).SwitchAsync("coinbase", CancellationToken.None), "the good version");
        await Patience.For(gateway.WhenLiveAsync(), "the provider");
        await seen.WaitForTradeAsync(simulator.Coinbase.PublishTrade("BTC-USD").Id);
        Promise.Holds(seen.Events);
    }
}
