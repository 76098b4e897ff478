using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>
/// The fault table. For each fault over the real socket: what the subscriber saw, that data flowed again, that nothing came twice,
/// and that one connection is left.
/// </summary>
public sealed class FaultTests
{
    private const string Reconnected = "Live Disconnected Resynced Gap(Trade,Disconnected,1) Gap(Quote,Disconnected,0)";
    private const string ReconnectedAfterTwo = "Live Disconnected Resynced Gap(Trade,Disconnected,2) Gap(Quote,Disconnected,0)";
    private const string ReconnectedBlindly = "Live Disconnected Resynced Gap(Trade,Disconnected,0) Gap(Quote,Disconnected,0)";
    private const string ReconnectedWithoutLoss = "Live Disconnected Resynced Gap(Quote,Disconnected,0)";

    /// <summary>As far as the clock moves at once while sockets, which take real time, must meet deadlines.</summary>
    private static readonly TimeSpan Gentle = TimeSpan.FromMilliseconds(250);

    /// <summary>The ticker that Coinbase repeats on subscribing proves that none was missed.</summary>
    private const string ReconnectedAndProven = "Live Disconnected Resynced";

    public static TheoryData<string, string, string> Table()
    {
        var table = new TheoryData<string, string, string>();
        foreach (var venue in (string[])["alpaca", "binance", "coinbase", "example"])
        {
            // Alpaca's ids do not tell how many trades are missing, nor that any is.
            var counts = TestVenue.Of(venue).CountsTrades;
            var reconnected = counts ? Reconnected : ReconnectedBlindly;
            table.Add(venue, "GoMute", reconnected);
            table.Add(venue, "PingOnly", reconnected);
            table.Add(venue, "CloseCleanly", reconnected);
            table.Add(venue, "CutAbruptly", reconnected);
            table.Add(venue, "AcceptThenClose", reconnected);
            table.Add(venue, "RefuseWith429", reconnected);
            table.Add(venue, "GarbageFrame", "Live");
            table.Add(venue, "BinaryFrame", "Live");
            table.Add(venue, "JsonArrayRoot", "Live");
            table.Add(venue, "MalformedField", $"Live Gap(Trade,{(counts ? "VenueGap" : "Unreadable")},1)");
            table.Add(venue, "Duplicate", "Live");
            table.Add(venue, "Gap", counts ? "Live Gap(Trade,VenueGap,3)" : "Live");
            table.Add(venue, "Reorder", counts ? "Live Gap(Trade,VenueGap,1)" : "Live");
            table.Add(venue, "ClockSkew", "Live");
            table.Add(venue, "SlowDrip", "Live");
            table.Add(venue, "SplitFrames", "Live");
        }

        table.Add("alpaca", "DropSubscriptionAck", ReconnectedBlindly);
        table.Add("binance", "DropSubscriptionAck", ReconnectedWithoutLoss);
        table.Add("coinbase", "DropSubscriptionAck", ReconnectedAndProven);
        table.Add("example", "DropSubscriptionAck", ReconnectedWithoutLoss);
        table.Add("alpaca", "ServerShutdown", ReconnectedBlindly);
        table.Add("coinbase", "HeartbeatsOnly", ReconnectedAfterTwo);
        table.Add("example", "HeartbeatsOnly", ReconnectedAfterTwo);
        table.Add("binance", "ServerShutdown", "Live");
        table.Add("coinbase", "ServerShutdown", ReconnectedAndProven);
        table.Add("example", "ServerShutdown", ReconnectedWithoutLoss);
        return table;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Fault_OverTheRealSocket_IsToldAndOutlived(string venue, string fault, string story)
    {
        await using var rig = await Rig.StartAsync(venue);
        var before = rig.Venue.PublishTrade(rig.Native);
        await rig.Recorder.WaitForTradeAsync(before.Id);
        rig.Venue.PublishQuote(rig.Native);
        await rig.Recorder.WaitForQuotesAsync(rig.Facts.QuotesBeforeAnyFault);

        await StrikeAsync(rig, fault);
        rig.Venue.ClearFaults();
        var quotes = rig.Recorder.Quotes.Count;
        var after = rig.Venue.PublishTrade(rig.Native);
        rig.Venue.PublishQuote(rig.Native);
        await rig.CrankAsync(rig.Recorder.WaitForTradeAsync(after.Id), TimeSpan.FromMilliseconds(10), $"a trade after {fault}");
        await rig.CrankAsync(rig.Recorder.WaitForQuotesAsync(quotes + 1), TimeSpan.FromMilliseconds(10), $"a quote after {fault}");

        Assert.Equal(story, rig.Recorder.Story);
        Promise.Holds(rig.Recorder.Events);
        await Patience.For(rig.Gateway.WhenAsync(all => all[0].Connections == 1), "one connection on our side");
        await rig.Venue.WaitAsync(v => v.ConnectionsOpen == 1, Patience.Limit, "one connection on the venue's side");
        Assert.Equal(0, rig.Venue.ProtocolViolations);
    }

    private static async Task StrikeAsync(Rig rig, string fault)
    {
        switch (fault)
        {
            case "GoMute":
                await LoseAsync(rig, Fault.GoMute, rig.Facts.IdleStep, "data_idle");
                break;
            case "PingOnly":
                await LoseAsync(rig, Fault.PingOnly, rig.Facts.IdleStep, "data_idle");
                break;
            case "HeartbeatsOnly":
                rig.Venue.Inject(Fault.HeartbeatsOnly);
                rig.Venue.PublishTrade(rig.Native);
                await HeartbeatAsync(rig);
                rig.Venue.PublishTrade(rig.Native);
                await ReturnAsync(rig, TimeSpan.FromMilliseconds(500), "missed_trades");
                break;
            case "CloseCleanly":
                await LoseAsync(rig, Fault.CloseCleanly, TimeSpan.FromMilliseconds(50), "closed_by_venue");
                break;
            case "CutAbruptly":
                await LoseAsync(rig, Fault.CutAbruptly, TimeSpan.FromMilliseconds(50), "connection_lost");
                break;
            case "AcceptThenClose":
                rig.Venue.Inject(Fault.AcceptThenClose(3));
                await LoseAsync(rig, Fault.CutAbruptly, TimeSpan.FromMilliseconds(50), "connection_lost");
                Assert.Equal(5, rig.Health.Connects);
                Assert.Equal(4, rig.Health.ReconnectAttempts);
                break;
            case "RefuseWith429":
                var cutAt = rig.Clock.GetUtcNow();
                rig.Venue.Inject(Fault.RefuseWith429(TimeSpan.FromSeconds(30), 2));
                await LoseAsync(rig, Fault.CutAbruptly, TimeSpan.FromMilliseconds(250), "http_429");
                Assert.Equal(2, rig.Health.Disconnects["http_429"]);
                Assert.True(rig.Clock.GetUtcNow() - cutAt >= TimeSpan.FromSeconds(60), "Retry-After was not honoured");
                break;
            case "ServerShutdown":
                rig.Venue.Inject(Fault.ServerShutdown(TimeSpan.FromSeconds(10)));
                await ShutDownAsync(rig);
                break;
            case "DropSubscriptionAck":
                rig.Venue.Inject(Fault.DropSubscriptionAck);
                rig.Venue.Inject(Fault.CutAbruptly);
                await rig.CrankAsync(
                    rig.Venue.WaitAsync(v => v.ConnectionsAccepted == 2 && v.Subscriptions.Count > 0, Patience.Limit, "subscriptions"),
                    TimeSpan.FromMilliseconds(50),
                    "subscriptions");
                if (rig.Venue.Name is "binance" or "example") // Coinbase answers with the last match and ticker, which is as good as an acknowledgement.
                    await AskedAgainAsync(rig);
                rig.Venue.PublishTrade(rig.Native);
                rig.Venue.PublishQuote(rig.Native);
                await rig.WhenLiveAsync();
                break;
            case "Reorder":
                rig.Venue.Inject(Fault.Reorder());
                rig.Venue.PublishTrade(rig.Native);
                rig.Venue.PublishTrade(rig.Native);
                break;
            case "SlowDrip":
                rig.Venue.Inject(Fault.SlowDrip(7, TimeSpan.FromMilliseconds(10)));
                var slow = rig.Venue.PublishTrade(rig.Native);
                await rig.CrankAsync(rig.Recorder.WaitForTradeAsync(slow.Id), TimeSpan.FromMilliseconds(10), "the dripping trade");
                break;
            case "SplitFrames":
                rig.Venue.Inject(Fault.SplitFrames(5));
                await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(rig.Native).Id);
                break;
            case "ClockSkew":
                rig.Venue.Inject(Fault.ClockSkew(TimeSpan.FromHours(1)));
                await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(rig.Native).Id);
                Assert.True(rig.Recorder.Trades[^1].ExchangeTime - rig.Recorder.Trades[^1].ReceiveTime >= TimeSpan.FromMinutes(59));
                break;
            default:
                await HurtAsync(rig, fault);
                break;
        }
    }

    /// <summary>Faults of single frames: they cost that frame, are counted, and leave the connection alone.</summary>
    private static async Task HurtAsync(Rig rig, string fault)
    {
        rig.Venue.Inject(fault switch
        {
            "GarbageFrame" => Fault.GarbageFrame,
            "BinaryFrame" => Fault.BinaryFrame,
            "JsonArrayRoot" => Fault.JsonArrayRoot,
            "MalformedField" => Fault.MalformedField(rig.Native),
            "Duplicate" => Fault.Duplicate(rig.Native),
            "Gap" => Fault.Gap(3, rig.Native),
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "no such fault"),
        });
        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(rig.Native).Id);

        var rejected = string.Join(' ', rig.Health.Rejected.Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Equal(
            fault switch
            {
                "GarbageFrame" => "bad_json=1",
                "BinaryFrame" => "binary_frame=1",
                "MalformedField" => rig.Venue.Name == "example" ? "bad_trade=1" : "bad_price=1",
                "JsonArrayRoot" => rig.Venue.Name == "example" ? "bad_element=2" : "bad_element=2 missing_field=1",
                _ => "",
            },
            rejected);
        var counted = rig.Gateway.GetStatus().Totals.Providers.Values.Single();
        Assert.Equal(fault == "Duplicate" ? 1 : 0, counted.DuplicateTrades);
        Assert.Equal(1, rig.Venue.ConnectionsAccepted);
    }

    /// <summary>Binance announces it, so the connection is replaced first; others just close.</summary>
    private static async Task ShutDownAsync(Rig rig)
    {
        if (rig.Venue.Name != "binance")
        {
            await ReturnAsync(rig, TimeSpan.FromMilliseconds(100), "closed_by_venue");
            return;
        }

        await rig.CrankAsync(
            rig.Venue.WaitAsync(v => v.ConnectionsAccepted == 2 && v.ConnectionsOpen == 1, Patience.Limit, "the replacement alone"),
            TimeSpan.FromMilliseconds(50),
            "the replacement");
        await rig.WhenLiveAsync();
    }

    private static Task HeartbeatAsync(Rig rig)
    {
        var sent = rig.Venue.FramesSent;
        rig.Clock.Advance(rig.Venue.Name == "example" ? TimeSpan.FromSeconds(5) : TimeSpan.FromSeconds(1));
        return rig.Venue.WaitAsync(v => v.FramesSent > sent, Patience.Limit, "a heartbeat");
    }

    private static async Task AskedAgainAsync(Rig rig)
    {
        var asked = rig.Venue.ControlMessagesReceived;
        var again = rig.Venue.WaitAsync(v => v.ControlMessagesReceived > asked, Patience.Limit, "the request again");
        await rig.CrankAsync(again, TimeSpan.FromSeconds(1), "the request again");
        Assert.Equal(ProviderState.Subscribing, rig.Health.State);
    }

    private static async Task LoseAsync(Rig rig, Fault fault, TimeSpan step, string reason)
    {
        rig.Venue.Inject(fault);
        rig.Venue.PublishTrade(rig.Native);
        await ReturnAsync(rig, step, reason);
    }

    private static async Task ReturnAsync(Rig rig, TimeSpan step, string reason)
    {
        await rig.CrankAsync(rig.Recorder.WaitForStatusAsync(FeedStatusKind.Disconnected), step, "Disconnected");
        await rig.CrankAsync(rig.Gateway.WhenLiveAsync(), step < Gentle ? step : Gentle, "the next connection");
        Assert.True(rig.Health.Disconnects.ContainsKey(reason), $"expected {reason}; got {string.Join(' ', rig.Health.Disconnects)}");
    }
}
