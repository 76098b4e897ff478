using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Streaming.EndToEnd;

public sealed class GatewayTests
{
    [Fact] // A2
    public async Task Callbacks_SyncAndAsync_GetTheirSymbolOnly()
    {
        await using var rig = await Rig.StartAsync("coinbase", symbols: ["BTC-USD", "ETH-USD"]);
        var seen = new Recorder();
        using var sync = rig.Gateway.SubscribeToTrades(["ETH-USD"], trade => seen.OnEventAsync(new MarketEvent(trade), default));
        using var async = rig.Gateway.SubscribeToTrades(["ETH-USD"], async trade =>
        {
            await Task.Yield();
            await seen.OnEventAsync(new MarketEvent(trade), default);
        });

        rig.Venue.PublishTrade("BTC-USD");
        var mine = rig.Venue.PublishTrade("ETH-USD");
        rig.Venue.PublishTrade("BTC-USD");
        await seen.WaitForTradeAsync(mine.Id, count: 2);

        Assert.All(seen.Events, e => Assert.Equal("ETH-USD", e.Symbol.Name));
    }

    [Fact] // A2
    public async Task Callback_ThatThrows_IsCountedAndStopsNobody()
    {
        await using var rig = await Rig.StartAsync("binance");
        var second = new TaskCompletionSource();
        var called = 0;
        using var broken = rig.Gateway.SubscribeToTrades([rig.Symbol], (Trade _) =>
        {
            if (++called == 2)
                second.SetResult();
            throw new InvalidOperationException("a bug");
        });

        rig.Venue.PublishTrade(rig.Native);
        var last = rig.Venue.PublishTrade(rig.Native);
        await rig.Recorder.WaitForTradeAsync(last.Id);
        await Patience.For(second.Task, "the second call");
        await broken.DisposeAsync();

        Assert.Equal(2, rig.Recorder.Trades.Count);
        Assert.Equal(2, broken.Statistics.CallbackErrors);
    }

    [Fact] // A3
    public async Task Subscriptions_BeforeAndAfterStart_CostOneVenueSubscriptionAndEndWithTheLast()
    {
        await using var rig = await Rig.StartAsync("binance", goLive: false);
        var first = rig.Gateway.SubscribeToTrades(["ETH-USDT"], (Trade _) => { });
        await rig.GoLiveAsync();
        var second = rig.Gateway.SubscribeToTrades(["ETH-USDT"], (Trade _) => { });
        await rig.SubscribedAsync("ethusdt@trade", true);
        Assert.Single(rig.Venue.ControlMessages, message => message.Text.Contains("ethusdt@trade", StringComparison.Ordinal));

        await first.DisposeAsync();
        Assert.Contains("ethusdt@trade", rig.Venue.Subscriptions);
        await second.DisposeAsync();
        await rig.SubscribedAsync("ethusdt@trade", false);
        Assert.Contains("btcusdt@trade", rig.Venue.Subscriptions);
    }

    [Fact]
    public async Task Subscription_AfterTheLastOneEnded_HearsWhatIsMissingAndWhy()
    {
        await using var rig = await Rig.StartAsync("binance");
        var request = new SubscriptionRequest { Symbols = ["ETH-USDT"], DataTypes = DataTypes.Trades };
        var before = new Recorder();
        var first = rig.Gateway.Subscribe(request, before);
        await rig.SubscribedAsync("ethusdt@trade", true);
        await before.WaitForTradeAsync(rig.Venue.PublishTrade("ETHUSDT").Id);
        await first.DisposeAsync();
        await rig.SubscribedAsync("ethusdt@trade", false);
        rig.Venue.PublishTrade("ETHUSDT");
        rig.Venue.PublishTrade("ETHUSDT");

        var after = new Recorder();
        await using var second = rig.Gateway.Subscribe(request, after);
        await rig.SubscribedAsync("ethusdt@trade", true);
        await after.WaitForTradeAsync(rig.Venue.PublishTrade("ETHUSDT").Id);

        Assert.Equal("Disconnected Resynced Gap(Trade,Disconnected,2)", after.Story);
        Promise.Holds(after.Events);
    }

    [Fact] // A3: no built-in venue offers books yet, and saying so beats silence.
    public async Task OrderBook_WhereNobodyOffersIt_IsRefusedWithWhatIsOffered()
    {
        await using var rig = await Rig.StartAsync("binance");

        var error = Assert.Throws<ProviderConfigurationException>(() => rig.Gateway.SubscribeToOrderBook([rig.Symbol], (MarketEvent _) => { }));

        Assert.Equal("BTC-USDT: no configured provider offers OrderBook; binance offers Trades, Quotes.", error.Message);
    }

    [Fact] // A4
    public async Task Gateway_WithoutReaders_RunsPastAnyBuffer()
    {
        await using var rig = await Rig.StartAsync("binance");
        SimulatedTrade? last = null;
        for (var i = 0; i < 3 * SubscriptionRequest.DefaultCapacity; i++)
            last = rig.Venue.PublishTrade(rig.Native);

        await rig.Recorder.WaitForTradeAsync(last!.Id);
        Assert.Equal(3 * SubscriptionRequest.DefaultCapacity, rig.Recorder.Trades.Count);
        Promise.Holds(rig.Recorder.Events);
    }

    [Fact] // A5, A9
    public async Task Provider_ThatCannotBeReached_StopsNobodyAndIsNotConnected()
    {
        await using var simulator = await VenueSimulator.StartAsync(new SimulatorOptions(), CancellationToken.None);
        var config = new StreamingConfig
        {
            Providers =
            [
                new ProviderConfig { Name = "coinbase", WebSocketUrl = new Uri("ws://127.0.0.1:9/"), Symbols = ["ETH-USD"] },
                new ProviderConfig { Name = "binance", WebSocketUrl = simulator.Binance.WebSocketUrl, Symbols = ["BTC-USDT"] },
            ],
        };
        await using var gateway = new StreamingGateway(config);
        var recorder = new Recorder();
        gateway.Subscribe(new SubscriptionRequest { Symbols = ["BTC-USDT", "ETH-USD"], DataTypes = DataTypes.Trades }, recorder);

        await gateway.StartAsync();
        await Patience.For(gateway.WhenAsync(all => all[1].State == ProviderState.Live && all[0].LastError is not null), "binance live");
        var sent = simulator.Binance.PublishTrade("BTCUSDT");
        await recorder.WaitForTradeAsync(sent.Id);
        await recorder.WaitForStatusAsync(FeedStatusKind.Disconnected);

        var coinbase = gateway.GetStatus().Providers[0];
        Assert.Equal(ProviderState.Reconnecting, coinbase.State);
        Assert.Equal(0, coinbase.Connections);
        Assert.Contains("cannot be reached", coinbase.LastError, StringComparison.Ordinal);
        Assert.DoesNotContain(simulator.Binance.Subscriptions, name => name.Contains("eth", StringComparison.Ordinal));
    }

    [Fact] // A8
    public async Task Stop_Unsubscribes_ClosesAndCanBeCalledTwice()
    {
        await using var rig = await Rig.StartAsync("coinbase");

        await rig.CrankAsync(rig.Gateway.StopAsync(), TimeSpan.FromMilliseconds(50), "the stop");
        await rig.Gateway.StopAsync();

        await rig.Venue.WaitAsync(venue => venue.ConnectionsOpen == 0, Patience.Limit, "the closed connection");
        Assert.Contains("unsubscribe", rig.Venue.ControlMessages[^1].Text, StringComparison.Ordinal);
        Assert.Equal(ProviderState.Disconnected, rig.Health.State);
        Assert.Throws<InvalidOperationException>(() => rig.Gateway.Subscribe(new SubscriptionRequest { Symbols = ["A"], DataTypes = DataTypes.Trades }));
    }

    [Fact]
    public async Task BlockedSubscriber_CostsOthersNothingAndGetsItsGap()
    {
        await using var rig = await Rig.StartAsync("binance");
        var release = new TaskCompletionSource();
        var late = new Recorder();
        var options = new SubscriptionOptions { Capacity = 64 };
        using var blocked = rig.Gateway.SubscribeToTrades([rig.Symbol], trade => release.Task, options);
        await using var reader = rig.Gateway.Subscribe(
            new SubscriptionRequest { Symbols = [rig.Symbol], DataTypes = DataTypes.Trades, Capacity = 64 });

        SimulatedTrade? last = null;
        for (var i = 0; i < 5_000; i++)
            last = rig.Venue.PublishTrade(rig.Native);
        await rig.Recorder.WaitForTradeAsync(last!.Id);
        Assert.Equal(5_000, rig.Recorder.Trades.Count);
        Assert.Empty(rig.Health.Disconnects);

        var buffer = new MarketEvent[256];
        while (!late.Events.Any(e => e.Kind == MarketEventKind.Trade && e.Trade.TradeId == last.Id))
        {
            var count = await reader.ReadAsync(buffer).AsTask().WaitAsync(Patience.Limit);
            for (var i = 0; i < count; i++)
                await late.OnEventAsync(buffer[i], default);
        }

        Promise.Holds(late.Events);
        var gap = Assert.Single(late.Statuses, status => status is { Kind: FeedStatusKind.Gap, Lost: MarketEventKind.Trade });
        Assert.Equal(GapReason.SlowSubscriber, gap.Reason);
        Assert.Equal(5_000, late.Trades.Count + gap.Missed);
        release.SetResult();
    }
}
