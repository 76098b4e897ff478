using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;
using QuantTradeAI.Streaming.Symbols;
using QuantTradeAI.Streaming.Tests.Subscribers;
using QuantTradeAI.Streaming.Tests.Symbols;
using QuantTradeAI.Streaming.Tests.Transport;

namespace QuantTradeAI.Streaming.Tests.Sessions;

/// <summary>A session by hand, through its adapter.</summary>
public sealed class ProviderSessionTests : SessionFixture
{
    [Fact]
    public async Task Adapter_ByHand_ConnectsSubscribesDisconnectsAndConnectsAgain()
    {
        var adapter = new SpoiltAdapter();
        var hub = new SymbolHub(Clock, 1);
        await using var reader = hub.Subscribe(new SubscriptionRequest { Symbols = ["BTC-USD@coinbase"], DataTypes = DataTypes.Trades });
        await using var session = Session(adapter, hub);
        Assert.Equal(ProviderState.Disconnected, adapter.GetHealthStatus().State);
        await adapter.ConnectAsync().Within("a connect that has nothing to do");
        Assert.Equal(ProviderState.Idle, adapter.GetHealthStatus().State);

        await adapter.SubscribeAsync(["BTC-USD"], DataTypes.Trades);
        await adapter.ConnectAsync().Within("the connection");
        await WhenAsync(session, health => health.State == ProviderState.Live);
        Venue.PublishTrade("BTC-USD");
        await ReadAsync(reader, e => e.Kind == MarketEventKind.Trade);
        await CrankAsync(adapter.DisconnectAsync(), "the disconnection");
        await adapter.DisconnectAsync().Within("a second disconnection");

        Assert.Equal(ProviderState.Disconnected, adapter.GetHealthStatus().State);
        await Venue.WaitAsync(venue => venue.ConnectionsOpen == 0, HubRig.Deadline, "the closed socket");
        await ReadAsync(reader, e => e.Kind == MarketEventKind.Status && e.Status.Kind == FeedStatusKind.Disconnected);

        await adapter.ConnectAsync().Within("the second connection");
        await WhenAsync(session, health => health.State == ProviderState.Live);
        Venue.PublishTrade("BTC-USD");
        await ReadAsync(reader, e => e.Kind == MarketEventKind.Status && e.Status.Kind == FeedStatusKind.Resynced);
        await adapter.UnsubscribeAsync(["BTC-USD"], DataTypes.Trades);
        await CrankAsync(Venue.WaitAsync(venue => venue.ConnectionsOpen == 0, HubRig.Deadline, "the closed socket"), "the last one out");
        Assert.Equal(ProviderState.Idle, adapter.GetHealthStatus().State);
        await CrankAsync(adapter.DisconnectAsync(), "the disconnection");
    }

    [Fact]
    public async Task Connect_AfterAFailedOne_TellsOfThePresent()
    {
        var adapter = new SpoiltAdapter();
        await using var session = Session(adapter);
        await adapter.SubscribeAsync(["BTC-USD"]);
        Venue.Inject(Fault.RefuseWith429(TimeSpan.FromSeconds(1), 1));
        var error = await Assert.ThrowsAsync<ProviderConnectionException>(() => adapter.ConnectAsync().Within("the refusal"));
        Assert.Equal("http_429", error.Reason);

        var again = adapter.ConnectAsync();
        await CrankAsync(again, "the next attempt");
        await adapter.ConnectAsync().Within("what is connected");

        Assert.Equal(1, adapter.GetHealthStatus().Connections);
        await CrankAsync(adapter.DisconnectAsync(), "the disconnection");
    }

    [Fact]
    public async Task Stop_WhileConnecting_EndsAtOnce()
    {
        var accepted = new TaskCompletionSource();
        await using var server = LoopbackServer.Raw((_, stop) =>
        {
            accepted.TrySetResult();
            return Task.Delay(Timeout.Infinite, stop);
        });
        var adapter = new SpoiltAdapter();
        await using var session = Session(adapter, endpoint: server.Url);
        await adapter.SubscribeAsync(["BTC-USD"]);
        var connecting = adapter.ConnectAsync();
        await accepted.Task.Within("the TCP connection");

        await adapter.DisconnectAsync().Within("the disconnection");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.Within("the connect's end"));
    }

    [Fact] // A stop that came between two steps of the runner waited for a rotation that never came.
    public async Task Stop_AgainAndAgain_EndsEachTime()
    {
        await using var simulator = await VenueSimulator.StartAsync(new SimulatorOptions(), default);
        var adapter = new SpoiltAdapter(rules: own => own with { ControlMessageSpacing = TimeSpan.Zero, MaxConnectsPerWindow = 10_000 });
        await using var session = Session(adapter, endpoint: simulator.Coinbase.WebSocketUrl, clock: TimeProvider.System);
        await adapter.SubscribeAsync(["BTC-USD"]);
        for (var i = 0; i < 100; i++)
        {
            await adapter.ConnectAsync().Within($"connection {i}");
            await adapter.DisconnectAsync().Within($"the end of connection {i}");
        }
    }

    [Fact]
    public async Task Stop_WhileBackingOff_EndsAtOnce()
    {
        var adapter = new SpoiltAdapter();
        await using var session = Session(adapter);
        await adapter.SubscribeAsync(["BTC-USD"]);
        Venue.Inject(Fault.RefuseWith429(TimeSpan.FromDays(300), 1));
        await Assert.ThrowsAsync<ProviderConnectionException>(() => adapter.ConnectAsync().Within("the refusal"));

        await adapter.DisconnectAsync().Within("the disconnection");
        Assert.Equal(ProviderState.Disconnected, adapter.GetHealthStatus().State);
    }

    [Fact]
    public async Task Rotation_WhoseReplacementsAreClosedAtOnce_BacksOff()
    {
        var adapter = new SpoiltAdapter(rules: own => own with { MaxConnectionAge = TimeSpan.FromSeconds(50), DataIdleTimeout = Timeout.InfiniteTimeSpan });
        await using var session = Session(adapter);
        await adapter.SubscribeAsync(["BTC-USD"]);
        await adapter.ConnectAsync().Within("the connection");
        await WhenAsync(session, health => health.State == ProviderState.Live);
        Venue.Inject(Fault.AcceptThenClose(1_000));
        Clock.Advance(TimeSpan.FromSeconds(46));

        // Half of 0.5 s, 1 s, 2 s, 4 s, ...: five attempts take 3.75 s at least.
        var began = Clock.GetUtcNow();
        await CrankAsync(Venue.WaitAsync(venue => venue.ConnectionsAccepted >= 6, HubRig.Deadline, "five replacements"), "five replacements");

        Assert.True(Clock.GetUtcNow() - began > TimeSpan.FromSeconds(3), $"five attempts within {Clock.GetUtcNow() - began}");
        await CrankAsync(adapter.DisconnectAsync(), "the disconnection while it rotates");
        await Venue.WaitAsync(venue => venue.ConnectionsOpen == 0, HubRig.Deadline, "the closed sockets");
    }

    [Theory]
    [InlineData(nameof(StreamingProviderAdapter.GetEndpoint))]
    [InlineData(nameof(StreamingProviderAdapter.GetHandshake))]
    [InlineData(nameof(StreamingProviderAdapter.BuildSubscribe))]
    [InlineData(nameof(StreamingProviderAdapter.CreateDecoder))]
    [InlineData("Covers")]
    [InlineData("NoEndpoint")]
    [InlineData("RelativeEndpoint")]
    public async Task Adapter_ThatThrows_IsCountedTriedAgainAndCanBeStopped(string member)
    {
        var adapter = new SpoiltAdapter(member);
        await using var session = Session(adapter);
        await adapter.SubscribeAsync(["BTC-USD"]);
        session.Start();

        await CrankAsync(WhenAsync(session, health => health.Disconnects.GetValueOrDefault("adapter_error") >= 3), "three failures");
        var problem = member switch
        {
            "Covers" => "covers none",
            "NoEndpoint" => "GetEndpoint returned nothing; expected",
            "RelativeEndpoint" => "GetEndpoint returned /feed; expected",
            _ => $"a bug in {member}",
        };
        Assert.Contains(problem, adapter.GetHealthStatus().LastError, StringComparison.Ordinal);
        await CrankAsync(adapter.DisconnectAsync(), "the disconnection");
        await Venue.WaitAsync(venue => venue.ConnectionsOpen == 0, HubRig.Deadline, "the closed sockets");
    }

    [Fact]
    public async Task Decoder_ThatThrows_CostsItsFrames()
    {
        var adapter = new SpoiltAdapter("Decode");
        await using var session = Session(adapter);
        await adapter.SubscribeAsync(["BTC-USD"]);
        await adapter.ConnectAsync().Within("the connection");

        await WhenAsync(session, health => health.Rejected.GetValueOrDefault("decoder_error") > 0);
        Assert.Equal(1, adapter.GetHealthStatus().Connections);
        await CrankAsync(adapter.DisconnectAsync(), "the disconnection");
    }

    [Fact]
    public async Task Symbol_WithoutSpelling_IsTheCallersError()
    {
        var adapter = new SpoiltAdapter(nameof(StreamingProviderAdapter.ToNativeSymbol));
        await using var session = Session(adapter);
        var error = await Assert.ThrowsAsync<ProviderConfigurationException>(() => adapter.SubscribeAsync(["BTC-USD"]));
        Assert.Contains("BTC-USD", error.Message, StringComparison.Ordinal);
        await adapter.UnsubscribeAsync(["BTC-USD"]);
        Assert.Equal(0, adapter.GetHealthStatus().Wanted);
    }

    [Fact]
    public async Task Symbols_OfOneSpelling_AreRefusedAndLeaveTheFirstAlone()
    {
        var adapter = new SpoiltAdapter();
        await using var session = Session(adapter);
        await adapter.SubscribeAsync(["BTC-USD"]);
        var error = await Assert.ThrowsAsync<ProviderConfigurationException>(() => adapter.SubscribeAsync(["SAME-USD"]));
        Assert.Contains("SAME-USD and BTC-USD", error.Message, StringComparison.Ordinal);
        await adapter.UnsubscribeAsync(["SAME-USD"]);
        Assert.Equal(2, adapter.GetHealthStatus().Wanted);
        await adapter.UnsubscribeAsync(["BTC-USD"]);
        await adapter.SubscribeAsync(["SAME-USD"]);
        Assert.Equal(2, adapter.GetHealthStatus().Wanted);
    }
}
