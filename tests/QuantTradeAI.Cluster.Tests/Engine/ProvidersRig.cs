using QuantTradeAI.Cluster.Engine;
using QuantTradeAI.Cluster.Providers;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.EndToEnd;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Cluster.Tests.Engine;

/// <summary>A silo's providers that were never started: nothing connects. Binance has room for three subscriptions.</summary>
internal sealed class ProvidersRig : IAsyncDisposable
{
    private static readonly Uri Nowhere = new("ws://localhost:1");

    public ProvidersRig()
    {
        var services = new SiloServices(new GatewayOptions(), new QuietCalls(), () => 0.5, Log);
        Providers = new SiloProviders(services, ConfigOf("BTC-USDT"), new FixedCatalog(
            [new TestAdapter(TestVenue.Adapter("binance")) { MaxSubscriptions = 3 }, TestAdapter.Of("coinbase")]));
    }

    public SiloProviders Providers { get; }

    public LineLog Log { get; } = new();

    /// <summary>Both venues, trades alone; these symbols at Binance.</summary>
    public static StreamingConfig ConfigOf(params string[] symbols) => new()
    {
        Providers =
        [
            new ProviderConfig { Name = "binance", WebSocketUrl = Nowhere, Symbols = [.. symbols], Subscriptions = DataTypes.Trades },
            new ProviderConfig { Name = "coinbase", WebSocketUrl = Nowhere, Symbols = ["BTC-USD"], Subscriptions = DataTypes.Trades },
        ],
    };

    public HostedProvider Host(string name)
    {
        var pump = new SymbolPump(
            ProviderId.Of(name), 1, new ProviderFacts(TradeIdRule.None, name, DataTypes.None), new QuietCalls(), _ => { }, TimeProvider.System, () => 0.5);
        return new HostedProvider(name, 1, pump, TimeProvider.System, _ => { });
    }

    public async Task<HostedProvider> TakeAsync(string name)
    {
        var hosted = Host(name);
        await Providers.TakeAsync(hosted, new ProviderRecord { Provider = name, Epoch = 1 }, isWritten: true, new MemoryStateStore());
        return hosted;
    }

    /// <summary>Subscriptions that it takes.</summary>
    public int CountOf(string provider) => Providers.Fleet.Find(provider)!.CountWith(["BTC-USDT"], DataTypes.Trades);

    public ValueTask DisposeAsync() => Providers.DisposeAsync();
}
