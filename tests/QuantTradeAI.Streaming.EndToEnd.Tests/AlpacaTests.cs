using System.Net.WebSockets;
using System.Text;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>A venue of accounts: what it refuses as a whole, what it refuses in part, and how often it is asked again.</summary>
public sealed class AlpacaTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Authentication_ThatIsRefused_IsShownTriedRarelyAndRecovers()
    {
        var isEnabled = false;
        await using var rig = await Rig.StartAsync("alpaca", goLive: false, alpaca: own => own with { LetsIn = (_, _) => isEnabled });

        await rig.Gateway.StartAsync();
        var attempts = await AttemptsWithinAsync(rig, Hour, "auth_failed");

        Assert.InRange(attempts, 12, 13);
        Assert.Equal(ProviderState.Reconnecting, rig.Health.State);
        Assert.True(rig.Health.IsTerminal);
        Assert.Equal(
            "alpaca: auth failed (402): check the account's api_key and api_secret. This does not pass by itself; it is tried again every 5 min.",
            rig.Health.LastError);
        Assert.Equal("auth_failed", Assert.Single(rig.Health.Disconnects).Key);
        Assert.All(rig.Venue.ControlMessages, message => Assert.Contains("\"auth\"", message.Text, StringComparison.Ordinal));

        isEnabled = true;
        await rig.CrankAsync(rig.Gateway.WhenLiveAsync(), TimeSpan.FromSeconds(5), "the recovery");
        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(rig.Native).Id);
        Assert.False(rig.Health.IsTerminal);
        Assert.True(rig.Health.NextAttempt.IsAbsent);
    }

    [Fact]
    public async Task Connection_WhereAnotherOwnerIsLive_NeverFightsAndTakesOverLater()
    {
        await using var rig = await Rig.StartAsync("alpaca", goLive: false, alpaca: own => own with { ConnectionsPerKey = 1 });
        using var owner = await OwnerAsync(rig);

        await rig.Gateway.StartAsync();
        var attempts = await AttemptsWithinAsync(rig, Hour, "connection_limit");

        // At once, then after 0.5, 1, 2, 4, 8, 15, 15 and 15 minutes.
        Assert.Equal(8, attempts);
        Assert.False(rig.Health.IsTerminal);
        Assert.Contains("connection limit exceeded (406)", rig.Health.LastError, StringComparison.Ordinal);
        Assert.Equal(WebSocketState.Open, owner.State);
        await rig.Venue.WaitAsync(venue => venue.ConnectionsOpen == 1, Patience.Limit, "the owner's connection alone");

        owner.Abort();
        await rig.Venue.WaitAsync(venue => venue.ConnectionsOpen == 0, Patience.Limit, "the owner's end");
        await rig.CrankAsync(rig.Gateway.WhenLiveAsync(), TimeSpan.FromSeconds(5), "the take-over");
        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(rig.Native).Id);
    }

    [Fact]
    public async Task Symbols_BeyondThePlan_AreRefusedAndShownWhileTheOthersStream()
    {
        await using var rig = await Rig.StartAsync(
            "alpaca",
            symbols: ["AAPL", "MSFT", "SPY"],
            alpaca: own => own with { IexChannels = 4 },
            config: own => own with { WebSocketUrl = new Uri(own.WebSocketUrl, "iex") });

        Assert.Equal(["Quotes:SPY", "Trades:SPY"], rig.Health.Refused.Keys);
        Assert.All(rig.Health.Refused.Values, words => Assert.StartsWith("symbol limit exceeded (405): ", words, StringComparison.Ordinal));
        Assert.Equal((6, 4), (rig.Health.Wanted, rig.Health.Acknowledged));
        Assert.Equal(["quotes:AAPL", "quotes:MSFT", "trades:AAPL", "trades:MSFT"], rig.Venue.Subscriptions);
        Assert.Equal(1, rig.Health.Connects);
        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade("AAPL").Id);
        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade("MSFT").Id);
    }

    [Fact]
    public async Task Connection_AfterTheLastSymbolLeft_WaitsForTheEndOfTheOneBefore()
    {
        var closeTimeout = TimeSpan.FromSeconds(20);
        await using var rig = await Rig.StartAsync("alpaca", goLive: false, symbols: [], rules: own => own with { CloseTimeout = closeTimeout });
        await rig.Gateway.StartAsync();
        var first = rig.Gateway.SubscribeToTrades(["AAPL@alpaca"], (Trade _) => { });
        await rig.SubscribedAsync("trades:AAPL", true);

        // A venue that does not answer the goodbye keeps the old connection for the whole close timeout.
        rig.Venue.Inject(Fault.GoMute);
        var left = rig.Elapsed;
        await first.DisposeAsync();
        await using var second = rig.Gateway.SubscribeToTrades(["MSFT@alpaca"], (Trade _) => { });
        await rig.SubscribedAsync("trades:MSFT", true);

        Assert.InRange(rig.Elapsed - left, closeTimeout, closeTimeout * 3);
        Assert.Equal(2, rig.Venue.ConnectionsAccepted);
    }

    [Fact]
    public async Task Connection_NearItsAge_IsClosedBeforeTheNextOneIsOpened()
    {
        await using var rig = await Rig.StartAsync(
            "alpaca",
            rules: own => own with { MaxConnectionAge = TimeSpan.FromHours(10), DataIdleTimeout = Timeout.InfiniteTimeSpan },
            alpaca: own => own with { ConnectionsPerKey = 1 });
        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(rig.Native).Id);

        var rotated = rig.Gateway.WhenAsync(all => all[0].Disconnects.ContainsKey("rotated"));
        await rig.CrankAsync(rotated, TimeSpan.FromMinutes(1), "the rotation");
        await rig.CrankAsync(rig.Gateway.WhenLiveAsync(), TimeSpan.FromMilliseconds(50), "the next connection");
        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(rig.Native).Id);

        Assert.Equal("Live Disconnected Resynced Gap(Trade,Disconnected,0) Gap(Quote,Disconnected,0)", rig.Recorder.Story);
        Assert.Equal(0, rig.Venue.ProtocolViolations);
        Assert.Equal(2, rig.Health.Connects);
    }

    [Fact] // A61
    public async Task Trade_RepeatedAfterAReconnect_IsNotDeliveredTwice()
    {
        await using var rig = await Rig.StartAsync("alpaca");
        var before = rig.Venue.PublishTrade(rig.Native);
        await rig.Recorder.WaitForTradeAsync(before.Id);

        rig.Venue.Inject(Fault.CutAbruptly);
        await rig.CrankAsync(rig.Recorder.WaitForStatusAsync(FeedStatusKind.Disconnected), TimeSpan.FromMilliseconds(50), "the loss");
        await rig.CrankAsync(rig.Gateway.WhenLiveAsync(), TimeSpan.FromMilliseconds(50), "the next connection");
        rig.Venue.Inject(Fault.Duplicate(rig.Native));
        var after = rig.Venue.PublishTrade(rig.Native);
        await rig.Recorder.WaitForTradeAsync(after.Id);

        Assert.Equal([before.Id, after.Id], rig.Recorder.Trades.Select(trade => trade.TradeId));
        Assert.Equal(1, rig.Gateway.GetStatus().Totals.Providers.Values.Single().DuplicateTrades);
        Promise.Holds(rig.Recorder.Events);
    }

    [Fact] // A47
    public async Task Market_ThatIsClosed_CostsNoConnection_EvenAfterData()
    {
        var afterTheBell = new DateTimeOffset(2026, 11, 20, 21, 30, 0, TimeSpan.Zero);
        await using var rig = await Rig.StartAsync("alpaca", start: afterTheBell);
        await SleepAsync(rig, TimeSpan.FromDays(1));
        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(rig.Native).Id);
        await SleepAsync(rig, TimeSpan.FromDays(1));

        Assert.Equal(1, rig.Health.Connects);
        Assert.Equal("Live", rig.Recorder.Story);
        Assert.Equal(0, rig.Health.ReconnectAttempts);
        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(rig.Native).Id);
    }

    [Fact]
    public async Task Venue_ThatIsMuteFromTheFirstMoment_IsReconnectedOnceTheMarketHasBeenOpenForLong()
    {
        var beforeTheOpening = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
        await using var rig = await Rig.StartAsync("alpaca", start: beforeTheOpening);
        await SleepAsync(rig, TimeSpan.FromHours(6.5));
        Assert.Equal(1, rig.Health.Connects);

        await rig.CrankAsync(rig.Recorder.WaitForStatusAsync(FeedStatusKind.Disconnected), rig.Facts.IdleStep, "the mute connection's end");
        // Half an hour after the opening at 14:30, which is noticed a quarter of that late or early.
        Assert.InRange(rig.Elapsed, TimeSpan.FromMinutes((6 * 60) + 50), TimeSpan.FromHours(7.5));
        Assert.Equal("data_idle", Assert.Single(rig.Health.Disconnects).Key);
    }

    /// <summary>Nothing waits for a socket here, so the clock may go fast.</summary>
    private static async Task SleepAsync(Rig rig, TimeSpan time)
    {
        for (var until = rig.Elapsed + time; rig.Elapsed < until;)
            await rig.StepAsync(TimeSpan.FromMinutes(10));

        await Patience.For(rig.Gateway.WhenAsync(all => all[0].Connections == 1), "the connection");
    }

    /// <summary>Moves the clock from one attempt to the next; each ends for the reason before the clock moves on.</summary>
    private static async Task<int> AttemptsWithinAsync(Rig rig, TimeSpan time, string reason)
    {
        for (var attempts = 1; ; attempts++)
        {
            var count = attempts;
            await Patience.For(
                rig.Gateway.WhenAsync(all => all[0].Disconnects.GetValueOrDefault(reason) == count && !all[0].NextAttempt.IsAbsent),
                () => $"attempt {count} to end with {reason}; the provider is {rig.Health}");
            var wait = rig.Health.NextAttempt - UnixNanos.Now(rig.Clock);
            if (rig.Elapsed + wait > time)
                return attempts;
            rig.Clock.Advance(wait + TimeSpan.FromMilliseconds(1));
        }
    }

    /// <summary>Somebody else with the same account.</summary>
    private static async Task<ClientWebSocket> OwnerAsync(Rig rig)
    {
        var owner = new ClientWebSocket();
        await Patience.For(owner.ConnectAsync(rig.Venue.WebSocketUrl, CancellationToken.None), "the owner's connection");
        var auth = Encoding.UTF8.GetBytes("""{"action":"auth","key":"rig-key","secret":"theirs"}""");
        await owner.SendAsync(auth, WebSocketMessageType.Text, true, CancellationToken.None);
        await rig.Venue.WaitAsync(venue => venue.ControlMessagesReceived == 1 && venue.FramesSent == 2, Patience.Limit, "the owner's authentication");
        return owner;
    }
}
