using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;
using QuantTradeAI.Streaming.Tests.Gateway;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>Another configuration while the gateway runs.</summary>
public sealed class ReconfigurationTests
{
    [Fact]
    public async Task NewSymbol_IsSubscribedOverTheOpenConnection()
    {
        await using var rig = await ReconfigurationRig.StartAsync();
        var seen = rig.Record("ETH-USDT@binance");

        await rig.ApplyAsync(rig.Config with { Providers = [rig.Binance with { Symbols = ["BTC-USDT", "ETH-USDT"] }, rig.Coinbase] });
        await rig.Simulator.Binance.WaitAsync(venue => venue.Subscriptions.Contains("ethusdt@trade"), Patience.Limit, "the new symbol");

        await seen.WaitForTradeAsync(rig.Simulator.Binance.PublishTrade("ETHUSDT").Id);
        Assert.Equal((1, 1), rig.Accepted);
        Assert.Equal(2, rig.Gateway.GetStatus().Configuration.Version);
    }

    [Fact]
    public async Task DroppedSymbol_IsUnsubscribedUnlessSomebodyWantsIt()
    {
        await using var rig = await ReconfigurationRig.StartAsync();
        using var wanted = rig.Gateway.SubscribeToTrades(["BTC-USDT"], (Trade _) => { });

        await rig.ApplyAsync(rig.Config with { Providers = [rig.Binance with { Symbols = ["SOL-USDT"] }, rig.Coinbase] });
        await rig.Simulator.Binance.WaitAsync(
            venue => venue.Subscriptions.SequenceEqual(["btcusdt@trade", "solusdt@bookTicker", "solusdt@trade"]), Patience.Limit, "what is wanted now");

        Assert.Equal((1, 1), rig.Accepted);
    }

    [Fact]
    public async Task RemovedProvider_IsDrainedAndTold_TheOtherKeepsItsConnection()
    {
        await using var rig = await ReconfigurationRig.StartAsync();
        var gone = rig.Record("BTC-USD");
        var stays = rig.Record("BTC-USDT");

        await rig.ApplyAsync(rig.Config with { Providers = [rig.Binance] });

        await gone.WaitForStatusAsync(FeedStatusKind.Disconnected);
        await rig.Simulator.Coinbase.WaitAsync(venue => venue.ConnectionsOpen == 0, Patience.Limit, "the closed connection");
        Assert.Contains("unsubscribe", rig.Simulator.Coinbase.ControlMessages[^1].Text, StringComparison.Ordinal);
        await stays.WaitForTradeAsync(rig.Simulator.Binance.PublishTrade("BTCUSDT").Id);
        Assert.Equal((1, 1), rig.Accepted);
        Assert.Equal(["binance"], rig.Gateway.GetStatus().Providers.Select(provider => provider.Provider));
    }

    [Fact]
    public async Task RemovedProvider_ThatComesBack_ServesItsOldSubscribers()
    {
        await using var rig = await ReconfigurationRig.StartAsync();
        var seen = rig.Record("BTC-USD");
        await seen.WaitForTradeAsync(rig.Simulator.Coinbase.PublishTrade("BTC-USD").Id);
        var before = rig.Config;
        await rig.ApplyAsync(before with { Providers = [rig.Binance] });
        await seen.WaitForStatusAsync(FeedStatusKind.Disconnected);
        rig.Simulator.Coinbase.PublishTrade("BTC-USD");

        await rig.ApplyAsync(before);
        await Patience.For(rig.Gateway.WhenLiveAsync(), "both providers");

        await seen.WaitForTradeAsync(rig.Simulator.Coinbase.PublishTrade("BTC-USD").Id);
        Assert.Equal(1, seen.Statuses.Where(status => status is { Kind: FeedStatusKind.Gap, Lost: MarketEventKind.Trade }).Sum(gap => gap.Missed));
        Promise.Holds(seen.Events);
    }

    [Fact]
    public async Task SubscriptionOfARemovedProvider_CanStillEnd()
    {
        await using var rig = await ReconfigurationRig.StartAsync();
        var subscription = rig.Gateway.SubscribeToTrades(["BTC-USD@coinbase"], (Trade _) => { });
        await rig.ApplyAsync(rig.Config with { Providers = [rig.Binance] });

        await subscription.DisposeAsync();

        Assert.Empty(rig.Gateway.GetStatus().Subscriptions);
        var error = Assert.Throws<ProviderConfigurationException>(() => rig.Gateway.SubscribeToTrades(["BTC-USD@coinbase"], (Trade _) => { }));
        Assert.Contains("no provider 'coinbase' is configured", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangedProvider_IsReplacedBeforeItEnds_WithoutLossAndAlone()
    {
        await using var rig = await ReconfigurationRig.StartAsync();
        var seen = rig.Record("BTC-USDT");
        await seen.WaitForTradeAsync(rig.Simulator.Binance.PublishTrade("BTCUSDT").Id);

        var applied = rig.ApplyAsync(rig.Config with { Providers = [rig.Binance with { Options = rig.Binance.Options.Add("time_unit", "microsecond") }, rig.Coinbase] });
        while (!applied.IsCompleted)
            await seen.WaitForTradeAsync(rig.Simulator.Binance.PublishTrade("BTCUSDT").Id);
        await applied;
        await seen.WaitForTradeAsync(rig.Simulator.Binance.PublishTrade("BTCUSDT").Id);

        Assert.Equal((2, 1), rig.Accepted);
        await rig.Simulator.Binance.WaitAsync(venue => venue.ConnectionsOpen == 1, Patience.Limit, "one connection");
        Assert.Equal("Live", seen.Story);
        Promise.Holds(seen.Events);
    }

    [Fact]
    public async Task ChangedProvider_WhoseVenueTakesOneConnection_HasAGapInstead()
    {
        await using var rig = await ReconfigurationRig.StartAsync(own => own with { ClosesBeforeOpening = true });
        var seen = rig.Record("BTC-USDT");
        await seen.WaitForTradeAsync(rig.Simulator.Binance.PublishTrade("BTCUSDT").Id);
        var most = 0;
        var two = rig.Simulator.Binance.WaitAsync(
            venue => (most = Math.Max(most, venue.ConnectionsOpen)) < 0 || venue.ConnectionsAccepted == 2, Patience.Limit, "the next connection");

        await rig.ApplyAsync(rig.Config with { Providers = [rig.Binance with { Options = rig.Binance.Options.Add("time_unit", "microsecond") }, rig.Coinbase] });
        await two;
        rig.Simulator.Binance.PublishTrade("BTCUSDT");
        await Patience.For(rig.Gateway.WhenLiveAsync(), "the next session");
        await seen.WaitForTradeAsync(rig.Simulator.Binance.PublishTrade("BTCUSDT").Id);

        Assert.Equal(1, most);
        Assert.StartsWith("Live Disconnected Resynced", seen.Story, StringComparison.Ordinal);
        Promise.Holds(seen.Events);
    }

    [Fact]
    public async Task ChangedProvider_ThatCannotConnect_IsToldAndShown()
    {
        await using var rig = await ReconfigurationRig.StartAsync();
        var seen = rig.Record("BTC-USDT");
        rig.Override["binance"] = new Uri("ws://127.0.0.1:9/");

        var applied = rig.ApplyAsync(rig.Config with { Providers = [rig.Binance with { Options = rig.Binance.Options.Add("time_unit", "microsecond") }, rig.Coinbase] });
        await Patience.For(rig.Gateway.WhenAsync(all => all[0].LastError is not null), "the failure");
        await seen.WaitForTradeAsync(rig.Simulator.Binance.PublishTrade("BTCUSDT").Id);
        Assert.Equal("Live", seen.Story);

        await Patience.For(rig.Gateway.StopAsync(), "the stop");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => applied);
        await rig.Simulator.Binance.WaitAsync(venue => venue.ConnectionsOpen == 0, Patience.Limit, "the old connection's end");
    }

    [Fact]
    public async Task Configuration_ThatNoAdapterAgreesTo_ChangesNothingAndIsShown()
    {
        await using var rig = await ReconfigurationRig.StartAsync();
        var wrong = rig.Config with { Providers = [rig.Binance with { Options = rig.Binance.Options.Add("trade_stream", "nonsense") }] };

        var error = await Assert.ThrowsAsync<ProviderConfigurationException>(() => rig.ApplyAsync(wrong));

        Assert.Contains("trade_stream", error.Message, StringComparison.Ordinal);
        var status = rig.Gateway.GetStatus();
        Assert.Equal((1, 1), (status.Configuration.Version, status.Configuration.Refusals));
        Assert.Contains("trade_stream", status.Configuration.Problems.Single(), StringComparison.Ordinal);
        Assert.Equal(2, status.Providers.Length);
        Assert.Equal((1, 1), rig.Accepted);
        await rig.ApplyAsync(rig.Config);
        Assert.Empty(rig.Gateway.GetStatus().Configuration.Problems);
    }

    [Theory]
    [InlineData("BTC-USDT", DataTypes.Trades)]
    [InlineData("BTC-USDT", DataTypes.Quotes)]
    [InlineData("BTC-USDT@binance", DataTypes.Trades)]
    [InlineData("BTC-USDT@binance", DataTypes.Quotes)]
    public async Task DataType_ThatIsDropped_IsToldRefusedAndServedAgainOnceConfigured(string stream, DataTypes dropped)
    {
        var kept = dropped == DataTypes.Trades ? DataTypes.Quotes : DataTypes.Trades;
        var kind = dropped == DataTypes.Trades ? MarketEventKind.Trade : MarketEventKind.Quote;
        await using var rig = await ReconfigurationRig.StartAsync();
        var seen = rig.Record(stream, dropped);
        await PublishAsync(1);
        var before = rig.Config;

        await rig.ApplyAsync(before with { Providers = [rig.Binance with { Subscriptions = kept }, rig.Coinbase with { Subscriptions = kept }] });

        await seen.WaitForStatusAsync(FeedStatusKind.Gap);
        Assert.Equal($"Live Gap({kind},NotServed,0)", seen.Story);
        var error = Assert.Throws<ProviderConfigurationException>(() => rig.Record(stream, dropped));
        Assert.Contains($"offers {dropped}; binance offers {kept}", error.Message, StringComparison.Ordinal);

        await rig.ApplyAsync(before);
        await PublishAsync(2);
        Promise.Holds(seen.Events);

        async Task PublishAsync(int count)
        {
            await Patience.For(rig.Gateway.WhenLiveAsync(), "both providers");
            var trade = rig.Simulator.Binance.PublishTrade("BTCUSDT");
            rig.Simulator.Binance.PublishQuote("BTCUSDT");
            await (dropped == DataTypes.Trades ? seen.WaitForTradeAsync(trade.Id) : seen.WaitForQuotesAsync(count));
        }
    }

    [Fact]
    public async Task Change_WhoseCallerDoesNotWait_IsCompletedAllTheSame()
    {
        await using var rig = await ReconfigurationRig.StartAsync(own => own with { ClosesBeforeOpening = true });
        using var cancel = new CancellationTokenSource();
        rig.Simulator.Binance.Inject(Fault.GoMute);

        var applying = rig.Gateway.ApplyAsync(rig.Config with { Providers = [rig.Binance.Limit(50), rig.Coinbase] }, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => applying);

        await rig.Simulator.Binance.WaitAsync(venue => venue.ConnectionsAccepted == 2, Patience.Limit, "the next session");
        await Patience.For(rig.Gateway.WhenLiveAsync(), "the next session");
        Assert.Equal(2, rig.Gateway.GetStatus().Configuration.Version);
    }

    [Fact] // The second provider's symbols do not fit beside what subscribers have; the first had been changed by then.
    public async Task Configuration_ThatOneProviderHasNoRoomFor_ChangesNoProvider()
    {
        await using var rig = await ReconfigurationRig.StartAsync();
        await rig.ApplyAsync(rig.Config with { Providers = [rig.Binance, rig.Coinbase.Limit(4)] });
        var seen = rig.Record("BTC-USDT");
        var more = rig.Record("ETH-USD@coinbase");
        await Patience.For(rig.Gateway.WhenAsync(all => all[1].Acknowledged == 4), "the fourth subscription");
        var accepted = rig.Accepted;

        var error = await Assert.ThrowsAsync<ProviderConfigurationException>(() => rig.ApplyAsync(
            rig.Config with { Providers = [rig.Binance.Limit(50), rig.Coinbase with { Symbols = ["BTC-USD", "SOL-USD"] }] }));

        Assert.Contains("take 6 subscriptions; max_subscriptions is 4", error.Message, StringComparison.Ordinal);
        await seen.WaitForTradeAsync(rig.Simulator.Binance.PublishTrade("BTCUSDT").Id);
        await more.WaitForTradeAsync(rig.Simulator.Coinbase.PublishTrade("ETH-USD").Id);
        Assert.Equal(accepted, rig.Accepted);
        Assert.Equal("Live Live", $"{seen.Story} {more.Story}");
        Assert.All(rig.Gateway.GetStatus().Providers, provider => Assert.Equal((ProviderState.Live, 1), (provider.State, provider.Connections)));
    }

    [Fact]
    public async Task Symbol_ThatMovesToAnotherProvider_ChangesItsSource()
    {
        await using var rig = await ReconfigurationRig.StartAsync();
        var seen = rig.Record("BTC-USDT");
        await seen.WaitForTradeAsync(rig.Simulator.Binance.PublishTrade("BTCUSDT").Id);

        await rig.ApplyAsync(rig.Config with
        {
            Providers =
            [
                rig.Binance with { Symbols = ["ETH-USDT"] },
                rig.Coinbase with { Symbols = ["BTC-USDT"], NativeSymbols = rig.Coinbase.NativeSymbols.Add("BTC-USDT", "BTC-USD") },
            ],
        });
        await seen.WaitForStatusAsync(FeedStatusKind.SourceChanged);
        await Patience.For(rig.Gateway.WhenLiveAsync(), "both providers");
        await seen.WaitForTradeAsync(rig.Simulator.Coinbase.PublishTrade("BTC-USD").Id);

        await rig.Simulator.Binance.WaitAsync(venue => !venue.Subscriptions.Contains("btcusdt@trade"), Patience.Limit, "the symbol to leave");
        Promise.Holds(seen.Events);
    }
}
