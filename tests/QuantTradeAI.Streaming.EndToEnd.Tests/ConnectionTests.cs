using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Streaming.EndToEnd;

public sealed class ConnectionTests
{
    [Theory]
    [InlineData("binance")]
    [InlineData("coinbase")]
    [InlineData("example")]
    public async Task Connection_NearItsAge_IsReplacedBeforeItEndsWithoutLoss(string venue)
    {
        var age = TimeSpan.FromSeconds(50);
        await using var rig = await Rig.StartAsync(venue, rules: own => own with { MaxConnectionAge = age });
        var first = rig.Venue.Connections.Single();
        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(rig.Native).Id);
        var replaced = rig.Venue.WaitAsync(
            v => v.ConnectionsOpen == 1 && !v.Connections.Contains(first), Patience.Limit, "the replacement alone");

        var published = 1;
        while (rig.Elapsed < age * 0.9)
            await PublishAsync(TimeSpan.FromMilliseconds(500));
        while (!replaced.IsCompleted)
        {
            // Sockets take real time, so from here on the clock goes slowly.
            await PublishAsync(TimeSpan.FromMilliseconds(10));
            await Task.WhenAny(replaced, Task.Delay(5));
        }

        await replaced;
        await Patience.For(rig.Gateway.WhenAsync(all => all[0].Disconnects.GetValueOrDefault("rotated") == 1), "the old connection's end");
        await PublishAsync(TimeSpan.Zero);

        Assert.Equal("Live", rig.Recorder.Story);
        Assert.Equal(published, rig.Recorder.Trades.Count);
        Assert.Equal(2, rig.Venue.ConnectionsAccepted);
        Promise.Holds(rig.Recorder.Events);

        async Task PublishAsync(TimeSpan step)
        {
            published++;
            var sent = rig.Venue.PublishTrade(rig.Native);
            rig.Venue.PublishQuote(rig.Native);
            rig.Clock.Advance(step);
            await rig.Recorder.WaitForTradeAsync(sent.Id);
        }
    }

    [Fact]
    public async Task Subscriptions_AboveTheVenuesLimit_AreSpreadOverConnections()
    {
        var symbols = Enumerable.Range(0, 520).Select(i => $"S{i}-USDT").Append("BTC-USDT").ToList();
        await using var rig = await Rig.StartAsync("binance", goLive: false, symbols: symbols);

        await rig.Gateway.StartAsync();
        await rig.CrankAsync(rig.Gateway.WhenLiveAsync(), TimeSpan.FromMilliseconds(20), "all subscriptions");

        Assert.Equal(2, rig.Venue.ConnectionsOpen);
        Assert.Equal(1_042, rig.Venue.Subscriptions.Count);
        Assert.Equal(1_042, rig.Health.Acknowledged);
        Assert.Equal(0, rig.Venue.ProtocolViolations);
        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade("BTCUSDT").Id);
    }

    [Fact]
    public async Task Symbol_WithTradesAndQuotes_KeepsBothOnOneConnection()
    {
        await using var rig = await Rig.StartAsync(
            "binance", goLive: false, symbols: ["BTC-USDT", "ETH-USDT"], rules: own => own with { MaxSubscriptionsPerConnection = 3 });

        await rig.Gateway.StartAsync();
        await rig.CrankAsync(rig.Gateway.WhenLiveAsync(), TimeSpan.FromMilliseconds(50), "all subscriptions");

        var held = rig.Venue.Connections.Select(connection => string.Join(' ', connection.Subscriptions.Order(StringComparer.Ordinal)));
        Assert.Equal(["btcusdt@bookTicker btcusdt@trade", "ethusdt@bookTicker ethusdt@trade"], held.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AcceptThenClose_ForEver_BacksOffToTheCapAndNeverResets()
    {
        var patient = new CircuitBreakerConfig { FailureThreshold = CircuitBreakerConfig.MaxFailureThreshold };
        await using var rig = await Rig.StartAsync("binance", config: own => own with { CircuitBreaker = patient });
        rig.Venue.Inject(Fault.AcceptThenClose(1_000));
        rig.Venue.Inject(Fault.CutAbruptly);

        var began = rig.Clock.GetUtcNow();
        var many = rig.Gateway.WhenAsync(all => all[0].ReconnectAttempts >= 12);
        await rig.CrankAsync(many, TimeSpan.FromMilliseconds(500), "twelve attempts");

        // Half the ceiling each time (the jitter is fixed at 0.5): 0.25 s doubling to 30 s.
        Assert.InRange(rig.Clock.GetUtcNow() - began, TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(240));
        rig.Venue.ClearFaults();
    }

    [Fact]
    public async Task Staleness_OfOneSymbol_IsToldAndEndsWithItsNextData()
    {
        await using var rig = await Rig.StartAsync("binance", symbols: ["BTC-USDT", "ETH-USDT"]);
        for (var i = 0; i < 10; i++)
        {
            rig.Clock.Advance(TimeSpan.FromMilliseconds(500));
            await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade("BTCUSDT").Id);
        }

        var stale = rig.Recorder.WaitForStatusAsync(FeedStatusKind.Stale);
        for (var quotes = 1; !stale.IsCompleted; quotes++)
        {
            rig.Clock.Advance(TimeSpan.FromSeconds(1));
            rig.Venue.PublishQuote("ETHUSDT");
            await rig.Recorder.WaitForQuotesAsync(quotes);
        }

        await stale;
        var told = rig.Recorder.Statuses.Single(status => status.Kind == FeedStatusKind.Stale);
        Assert.Equal("BTC-USDT", told.Symbol.Name);
        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade("BTCUSDT").Id);
        Assert.Equal("Live Live Stale Live", rig.Recorder.Story);
        Assert.Equal(1, rig.Health.Connects);
    }

    [Fact]
    public async Task Venue_ThatNeverBecomesReady_IsLeftAndTriedAgain()
    {
        await using var rig = await Rig.StartAsync("binance", goLive: false, rules: own => own with { WaitsForReady = true });

        await rig.Gateway.StartAsync();
        await rig.CrankAsync(
            rig.Gateway.WhenAsync(all => all[0].Disconnects.ContainsKey("not_ready") && all[0].Connects > 1), TimeSpan.FromSeconds(1), "another try");

        Assert.Empty(rig.Venue.ControlMessages);
    }

    [Theory]
    [InlineData("coinbase")]
    [InlineData("example")]
    public async Task UnknownProduct_IsRefusedForGoodAndShown(string venue)
    {
        await using var rig = await Rig.StartAsync(venue, goLive: false, symbols: ["BTC-USD", "GIBBERISH-USD"]);

        await rig.Gateway.StartAsync();
        await rig.CrankAsync(
            rig.Gateway.WhenAsync(all => all[0] is { Refused.Count: > 0, State: ProviderState.Live }), TimeSpan.FromMilliseconds(100), "the refusal");

        Assert.All(rig.Health.Refused, pair => Assert.Contains("GIBBERISH-USD", pair.Key, StringComparison.Ordinal));
        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade("BTC-USD").Id);
    }
}
