using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>Two simulated venues that trade BTC-USDT, a group that prefers Binance, and one subscriber; in real time.</summary>
internal sealed class FailoverRig : IAsyncDisposable
{
    /// <summary>Its spelling there.</summary>
    public const string AtBinance = "BTCUSDT";

    /// <summary>Coinbase trades another pair under that name here.</summary>
    public const string AtCoinbase = "BTC-USD";

    private long _last = -1;

    private FailoverRig(VenueSimulator simulator, StreamingConfig config)
    {
        Simulator = simulator;
        Gateway = new StreamingGateway(config, new GatewayOptions
        {
            Adapters = [TestAdapter.Of("binance", Impatient), TestAdapter.Of("coinbase")],
            Random = () => 0.1,
        });
        Gateway.Subscribe(new SubscriptionRequest { Symbols = ["BTC-USDT"], DataTypes = DataTypes.Trades, Policy = QueuePolicy.Block }, Seen);
    }

    public VenueSimulator Simulator { get; }

    public StreamingGateway Gateway { get; }

    public Recorder Seen { get; } = new();

    public SimulatedVenue Binance => Simulator.Binance;

    public SimulatedVenue Coinbase => Simulator.Coinbase;

    public SymbolSourceStatus Status => Gateway.GetStatus().Groups.Single().Symbols.Single();

    public static async Task<FailoverRig> StartAsync(bool isHot = true, double quietSeconds = 1)
    {
        var simulator = await VenueSimulator.StartAsync(new SimulatorOptions(), CancellationToken.None);
        var rig = new FailoverRig(simulator, new StreamingConfig
        {
            Providers =
            [
                new ProviderConfig { Name = "binance", WebSocketUrl = simulator.Binance.WebSocketUrl },
                new ProviderConfig
                {
                    Name = "coinbase",
                    WebSocketUrl = simulator.Coinbase.WebSocketUrl,
                    NativeSymbols = ImmutableDictionary<string, string>.Empty.Add("BTC-USDT", AtCoinbase),
                },
            ],
            Failover =
            [
                new FailoverGroupConfig
                {
                    Name = "usdt",
                    Symbols = ["BTC-USDT"],
                    Providers = ["binance", "coinbase"],
                    IsHot = isHot,
                    FailbackAfter = TimeSpan.FromSeconds(quietSeconds),
                },
            ],
        });
        await rig.Gateway.StartAsync();
        await Patience.For(rig.Gateway.WhenLiveAsync(), "both providers");
        await rig.Seen.WaitForTradeAsync(rig.Binance.PublishTrade(AtBinance).Id);
        return rig;
    }

    /// <summary>Lets the hot standby tell its first trade, and returns who sees its venue stream.</summary>
    public async Task<Recorder> WakeStandbyAsync()
    {
        var standby = new Recorder();
        Gateway.Subscribe(new SubscriptionRequest { Symbols = ["BTC-USDT@coinbase"], DataTypes = DataTypes.Trades }, standby);
        await standby.WaitForTradeAsync(Coinbase.PublishTrade(AtCoinbase).Id);
        return standby;
    }

    /// <summary>Trades at this venue until the stream comes from it.</summary>
    public async Task UntilSourceAsync(SimulatedVenue venue, string provider)
    {
        var native = provider == "binance" ? AtBinance : AtCoinbase;
        using var late = new CancellationTokenSource(Patience.Limit);
        while (Status.Active != provider || !Seen.Trades.Any(trade => trade.Provider.Name == provider && trade.TradeId == _last))
        {
            Assert.False(late.IsCancellationRequested, $"{provider} does not become the source; {Seen.Story}; {Status}");
            _last = venue.PublishTrade(native).Id;
            await Task.WhenAny(Seen.WaitForTradeAsync(_last), Task.Delay(TimeSpan.FromMilliseconds(50), late.Token));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Patience.For(Gateway.StopAsync(), "the gateway to stop");
        await Simulator.DisposeAsync();
    }

    /// <summary>A mute venue is noticed soon.</summary>
    private static ConnectionRules Impatient(ConnectionRules own) => own with { PingInterval = TimeSpan.FromSeconds(1), PongTimeout = TimeSpan.FromSeconds(1) };
}
