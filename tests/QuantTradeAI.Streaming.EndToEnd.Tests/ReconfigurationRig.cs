using System.Collections.Concurrent;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>Two simulated venues and a gateway on them, in real time.</summary>
internal sealed class ReconfigurationRig : IAsyncDisposable
{
    private ReconfigurationRig(VenueSimulator simulator, StreamingConfig config, Func<ConnectionRules, ConnectionRules>? rules)
    {
        Simulator = simulator;
        Config = config;
        Gateway = new StreamingGateway(config, new GatewayOptions
        {
            Adapters = [TestAdapter.Of("binance", rules), TestAdapter.Of("coinbase", rules)],
            EndpointOverride = name => Override.GetValueOrDefault(name),
        });
    }

    public VenueSimulator Simulator { get; }

    public StreamingGateway Gateway { get; }

    public StreamingConfig Config { get; private set; }

    public ConcurrentDictionary<string, Uri> Override { get; } = new();

    public ProviderConfig Binance => Config.Providers.Single(provider => provider.Name == "binance");

    public ProviderConfig Coinbase => Config.Providers.Single(provider => provider.Name == "coinbase");

    /// <summary>Connections that Binance and Coinbase accepted.</summary>
    public (long Binance, long Coinbase) Accepted => (Simulator.Binance.ConnectionsAccepted, Simulator.Coinbase.ConnectionsAccepted);

    public static async Task<ReconfigurationRig> StartAsync(Func<ConnectionRules, ConnectionRules>? rules = null)
    {
        var simulator = await VenueSimulator.StartAsync(new SimulatorOptions(), CancellationToken.None);
        var rig = new ReconfigurationRig(
            simulator,
            new StreamingConfig
            {
                Providers =
                [
                    new ProviderConfig { Name = "binance", WebSocketUrl = simulator.Binance.WebSocketUrl, Symbols = ["BTC-USDT"] },
                    new ProviderConfig { Name = "coinbase", WebSocketUrl = simulator.Coinbase.WebSocketUrl, Symbols = ["BTC-USD"] },
                ],
            },
            rules);
        await rig.Gateway.StartAsync();
        await Patience.For(rig.Gateway.WhenLiveAsync(), "both providers");
        return rig;
    }

    public async Task ApplyAsync(StreamingConfig config)
    {
        await Patience.For(Gateway.ApplyAsync(config), "the change");
        Config = config;
    }

    public Recorder Record(string stream, DataTypes dataTypes = DataTypes.Trades | DataTypes.Quotes)
    {
        var recorder = new Recorder();
        Subscribe(stream, dataTypes, recorder);
        return recorder;
    }

    public IMarketDataSubscription Subscribe(string stream, DataTypes dataTypes, IMarketDataObserver observer) =>
        Gateway.Subscribe(new SubscriptionRequest { Symbols = [stream], DataTypes = dataTypes, Policy = QueuePolicy.Block }, observer);

    public async ValueTask DisposeAsync()
    {
        await Patience.For(Gateway.StopAsync(), "the gateway to stop");
        await Simulator.DisposeAsync();
    }
}
