using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>An adapter's other version takes over while data flows.</summary>
public sealed class SwitchTests : IAsyncLifetime
{
    private readonly Recorder _seen = new();
    private string? _version = "1.0.0";
    private string? _problem;
    private int? _maxSubscriptions;
    private VenueSimulator _simulator = null!;
    private StreamingGateway _gateway = null!;

    private IProviderHost Host => _gateway;

    public async Task InitializeAsync()
    {
        _simulator = await VenueSimulator.StartAsync(new SimulatorOptions(), CancellationToken.None);
        _gateway = new StreamingGateway(
            new StreamingConfig
            {
                Providers = [new ProviderConfig { Name = "binance", WebSocketUrl = _simulator.Binance.WebSocketUrl, Symbols = ["BTC-USDT"] }],
            },
            new GatewayOptions { Catalog = new OneAdapter("binance", Make) });
        _gateway.Subscribe(new SubscriptionRequest { Symbols = ["BTC-USDT"], DataTypes = DataTypes.Trades, Policy = QueuePolicy.Block }, _seen);
        await _gateway.StartAsync();
        await Patience.For(_gateway.WhenLiveAsync(), "the provider");
    }

    public async Task DisposeAsync()
    {
        await Patience.For(_gateway.StopAsync(), "the gateway to stop");
        await _simulator.DisposeAsync();
    }

    [Fact]
    public async Task Versions_TakingOverUnderLoad_LoseNothing()
    {
        for (var version = 2; version <= 6; version++)
        {
            _version = $"{version}.0.0";
            var switched = Host.SwitchAsync("binance", CancellationToken.None);
            while (!switched.IsCompleted)
                await PublishAsync();
            await switched;
            Assert.Equal(version, _simulator.Binance.ConnectionsAccepted);
        }

        await PublishAsync();
        Assert.Equal("Live", _seen.Story);
        Promise.Holds(_seen.Events);
        await _simulator.Binance.WaitAsync(venue => venue.ConnectionsOpen == 1, Patience.Limit, "one connection");
    }

    [Fact]
    public async Task Adapter_ThatIsRemovedAndComesBack_IsToldAndServesAgain()
    {
        await PublishAsync();
        _version = null;
        await Patience.For(Host.SwitchAsync("binance", CancellationToken.None), "the removal");
        await _seen.WaitForStatusAsync(FeedStatusKind.Disconnected);
        Assert.Equal("There is no adapter 'binance' any more.", _gateway.GetStatus().Providers[0].LastError);
        Assert.Equal(ProviderState.Disconnected, _gateway.GetStatus().Providers[0].State);
        _simulator.Binance.PublishTrade("BTCUSDT");

        _version = "2.0.0";
        await Patience.For(Host.SwitchAsync("binance", CancellationToken.None), "the return");
        await Patience.For(_gateway.WhenLiveAsync(), "the provider");
        await PublishAsync();

        Assert.Equal("Live Disconnected Resynced Gap(Trade,Disconnected,1)", _seen.Story);
        Promise.Holds(_seen.Events);
    }

    [Fact]
    public async Task Version_ThatDoesNotAgree_LeavesTheOldOneServing()
    {
        _problem = "it wants an option that is not there";

        var error = await Assert.ThrowsAsync<ProviderConfigurationException>(() => Host.SwitchAsync("binance", CancellationToken.None));

        Assert.Contains("it wants an option", error.Message, StringComparison.Ordinal);
        await PublishAsync();
        Assert.Equal(1, _simulator.Binance.ConnectionsAccepted);
    }

    [Fact]
    public async Task Version_ThatAllowsLessThanSubscribersHave_LeavesTheOldOneServing()
    {
        using var more = _gateway.Subscribe(new SubscriptionRequest { Symbols = ["ETH-USDT@binance"], DataTypes = DataTypes.Trades });
        (_version, _maxSubscriptions) = ("2.0.0", 2);

        var error = await Assert.ThrowsAsync<ProviderConfigurationException>(() => Host.SwitchAsync("binance", CancellationToken.None));

        Assert.Contains("take 3 subscriptions; max_subscriptions is 2", error.Message, StringComparison.Ordinal);
        await PublishAsync();
        Assert.Equal(1, _simulator.Binance.ConnectionsAccepted);
        Assert.Equal("Live", _seen.Story);
    }

    [Fact]
    public async Task Provider_ThatIsNotConfigured_IsNoConcern() =>
        await Patience.For(Host.SwitchAsync("kraken", CancellationToken.None), "nothing");

    private async Task PublishAsync() => await _seen.WaitForTradeAsync(_simulator.Binance.PublishTrade("BTCUSDT").Id);

    private TestAdapter? Make() => _version is null
        ? null
        : new TestAdapter(TestVenue.Adapter("binance"), problem: _problem, version: _version) { MaxSubscriptions = _maxSubscriptions };
}
