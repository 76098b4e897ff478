using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Operations;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>A provider's circuit over real sockets.</summary>
public sealed class CircuitTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    [Theory]
    [InlineData("binance")]
    [InlineData("coinbase")]
    [InlineData("example")]
    public async Task Venue_ThatAcceptsAndCloses_IsLeftAloneThenProbedOnce(string venue)
    {
        await using var rig = await Rig.StartAsync(venue);
        rig.Venue.Inject(Fault.AcceptThenClose(1_000));
        rig.Venue.Inject(Fault.CutAbruptly);
        var opened = rig.Gateway.WhenAsync(_ => rig.Circuit.Phase == CircuitPhase.Open);
        await rig.CrankAsync(opened, Step, "the circuit to open");

        var accepted = rig.Venue.ConnectionsAccepted;
        var until = rig.Circuit.OpenUntil!.Value;
        while (rig.Clock.GetUtcNow() + Step < until)
            rig.Clock.Advance(Step);
        Assert.Equal(accepted, rig.Venue.ConnectionsAccepted);
        Assert.Equal(CircuitPhase.Open, rig.Circuit.Phase);

        rig.Venue.ClearFaults();
        await rig.CrankAsync(rig.Venue.WaitAsync(v => v.Subscriptions.Count > 0, Patience.Limit, "the probe"), Step, "the probe");
        await rig.WhenLiveAsync();
        Assert.Equal(accepted + 1, rig.Venue.ConnectionsAccepted);

        var trade = rig.Venue.PublishTrade(rig.Native);
        await rig.Recorder.WaitForTradeAsync(trade.Id);
        await Patience.For(rig.Gateway.WhenAsync(_ => rig.Circuit.Phase == CircuitPhase.Closed), "the first valid trade to close it");
        Promise.Holds(rig.Recorder.Events);
    }

    [Fact]
    public async Task Isolation_DisconnectsAndLastsUntilReleased()
    {
        await using var rig = await Rig.StartAsync("binance");
        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(rig.Native).Id);

        var isolated = await rig.Gateway.ExecuteAsync(ProviderOperation.Isolate, "binance", "its prices are odd");
        await rig.CrankAsync(rig.Venue.WaitAsync(v => v.ConnectionsOpen == 0, Patience.Limit, "no connection"), Step, "the end of the connection");
        await rig.Recorder.WaitForStatusAsync(FeedStatusKind.Disconnected);
        var accepted = rig.Venue.ConnectionsAccepted;
        rig.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal((OperationResult.Done, "binance is isolated, until a restart, since states are kept in memory only; release it to use it again."), (isolated.Result, isolated.Message));
        Assert.Equal((CircuitPhase.Isolated, "its prices are odd"), (rig.Circuit.Phase, rig.Circuit.Reason));
        Assert.Equal(OperationResult.AlreadySo, (await rig.Gateway.ExecuteAsync(ProviderOperation.Isolate, "binance")).Result);
        Assert.Equal(OperationResult.NotPossible, (await rig.Gateway.ExecuteAsync(ProviderOperation.Reconnect, "binance")).Result);
        Assert.Equal(accepted, rig.Venue.ConnectionsAccepted);
        Assert.Equal("Live Disconnected", rig.Recorder.Story);

        Assert.Equal(OperationResult.Done, (await rig.Gateway.ExecuteAsync(ProviderOperation.Release, "binance")).Result);
        await rig.CrankAsync(rig.Venue.WaitAsync(v => v.Subscriptions.Count > 0, Patience.Limit, "the probe"), Step, "the probe");
        await rig.WhenLiveAsync();
        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(rig.Native).Id);
        await Patience.For(rig.Gateway.WhenAsync(_ => rig.Circuit.Phase == CircuitPhase.Closed), "the first valid trade to close it");
        Promise.Holds(rig.Recorder.Events);
    }

    [Fact]
    public async Task Isolation_WhileAnotherSessionTakesOver_EndsBoth()
    {
        await using var rig = await Rig.StartAsync("binance");
        rig.Venue.Inject(Fault.RefuseWith429(TimeSpan.FromHours(1), 1_000));
        var changed = rig.Gateway.Configuration with
        {
            Providers = [rig.Gateway.Configuration.Providers[0] with { NativeSymbols = rig.Gateway.Configuration.Providers[0].NativeSymbols.Add("ETH-USDT", "ETHUSDT") }],
        };
        var refused = rig.Gateway.WhenAsync(providers => providers[0].LastError is not null);
        var applied = rig.Gateway.ApplyAsync(changed);
        await Patience.For(refused, "the next session to be refused");
        Assert.Equal(1, rig.Venue.ConnectionsOpen);

        await rig.Gateway.ExecuteAsync(ProviderOperation.Isolate, "binance", "its prices are odd");

        // The handover itself would end it after 20 s.
        var ended = rig.Venue.WaitAsync(v => v.ConnectionsOpen == 0, Patience.Limit, "the end of the old connection");
        await rig.CrankAsync(ended, Step, "the end of the old connection", most: 40);
        await rig.CrankAsync(applied, Step, "the change");
        Assert.Equal(0, rig.Venue.ConnectionsOpen);
    }

    [Fact] // The next connection had no say, so that nothing it delivered could close the circuit.
    public async Task Probe_ThatIsReplacedBeforeItHeardAnything_LeavesTheProofToTheNext()
    {
        await using var rig = await Rig.StartAsync("binance");
        await rig.Gateway.ExecuteAsync(ProviderOperation.Isolate, "binance");
        await rig.CrankAsync(rig.Venue.WaitAsync(v => v.ConnectionsOpen == 0, Patience.Limit, "no connection"), Step, "no connection");
        await rig.Gateway.ExecuteAsync(ProviderOperation.Release, "binance");
        await rig.CrankAsync(rig.Venue.WaitAsync(v => v.Subscriptions.Count > 0, Patience.Limit, "the probe"), Step, "the probe");
        await rig.WhenLiveAsync();
        var probe = rig.Venue.Connections.Single();
        rig.Venue.Inject(Fault.ServerShutdown(TimeSpan.FromHours(1)));
        await rig.CrankAsync(
            rig.Venue.WaitAsync(v => v.ConnectionsOpen == 1 && !v.Connections.Contains(probe), Patience.Limit, "the replacement"), Step, "the replacement");
        Assert.Equal(CircuitPhase.HalfOpen, rig.Circuit.Phase);

        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(rig.Native).Id);

        await rig.CrankAsync(rig.Gateway.WhenAsync(_ => rig.Circuit.Phase == CircuitPhase.Closed), Step, "valid data to close it");
    }

    [Fact]
    public async Task ShadowCircuit_OfAProviderThatDelivers_ClosesAfterItsBreak()
    {
        await using var rig = await Rig.StartAsync(
            "binance", config: one => one with { CircuitBreaker = new CircuitBreakerConfig { IsShadow = true, FailureThreshold = 1 } });
        rig.Venue.Inject(Fault.CutAbruptly);
        await rig.CrankAsync(rig.Venue.WaitAsync(v => v.ConnectionsAccepted == 2 && v.Subscriptions.Count > 0, Patience.Limit, "a connection"), Step, "a connection");
        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(rig.Native).Id);
        Assert.Equal(CircuitPhase.Open, rig.Circuit.Phase);

        for (var i = 0; i < 120 && rig.Circuit.Phase != CircuitPhase.Closed; i++)
        {
            await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(rig.Native).Id);
            rig.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(CircuitPhase.Closed, rig.Circuit.Phase);
        Assert.Equal(2, rig.Venue.ConnectionsAccepted);
    }

    [Fact]
    public async Task Reconnect_MakesTheNextConnectionFirst_AndLosesNothing()
    {
        await using var rig = await Rig.StartAsync("binance");
        var first = rig.Venue.Connections.Single();
        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(rig.Native).Id);
        var replaced = rig.Venue.WaitAsync(v => v.ConnectionsOpen == 1 && !v.Connections.Contains(first), Patience.Limit, "the replacement alone");

        var outcome = await rig.Gateway.ExecuteAsync(ProviderOperation.Reconnect, "binance");
        while (!replaced.IsCompleted)
        {
            await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(rig.Native).Id);
            rig.Clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.WhenAny(replaced, Task.Delay(5));
        }

        await replaced;
        Assert.Equal(OperationResult.Done, outcome.Result);
        Assert.Equal("Live", rig.Recorder.Story);
        Assert.Equal(CircuitPhase.Closed, rig.Circuit.Phase);
        Promise.Holds(rig.Recorder.Events);
    }

    [Fact]
    public async Task Address_ThatIsCorrected_IsTriedAtOnceThoughTheCircuitIsOpen()
    {
        await using var simulator = await VenueSimulator.StartAsync(SimulatorOptions.Default, CancellationToken.None);
        var breaker = new CircuitBreakerConfig { FailureThreshold = 1, Timeout = TimeSpan.FromHours(1) };
        var wrong = new ProviderConfig { Name = "binance", WebSocketUrl = new Uri("ws://127.0.0.1:1"), Symbols = ["BTC-USDT"], CircuitBreaker = breaker };
        await using var gateway = new StreamingGateway(
            new StreamingConfig { Providers = [wrong] }, new GatewayOptions { Adapters = [TestAdapter.Of("binance", null)] });
        await gateway.StartAsync();
        await Patience.For(gateway.WhenAsync(_ => gateway.GetStatus().Health[0].Circuit.Phase == CircuitPhase.Open), "the circuit to open");

        await Patience.For(
            gateway.ApplyAsync(new StreamingConfig { Providers = [wrong with { WebSocketUrl = simulator.Binance.WebSocketUrl }] }), "the change");
        await Patience.For(gateway.WhenAsync(all => all[0].State == ProviderState.Live), "the right address");
    }

    [Fact]
    public async Task Operation_WithUnknownProvider_NamesThoseThereAre()
    {
        await using var rig = await Rig.StartAsync("binance", goLive: false);

        var outcome = await rig.Gateway.ExecuteAsync(ProviderOperation.Isolate, "binanc");

        Assert.Equal(OperationResult.UnknownProvider, outcome.Result);
        Assert.Contains("expected one of binance", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_ThatIsLive_TellsItsLagAndItsRoundTrip()
    {
        await using var rig = await Rig.StartAsync("binance");
        rig.Venue.Inject(Fault.ClockSkew(TimeSpan.FromMilliseconds(-80)));

        await rig.Recorder.WaitForTradeAsync(rig.Venue.PublishTrade(rig.Native).Id);

        Assert.Equal(TimeSpan.FromMilliseconds(80), rig.Health.FeedLag.Quantile(0.5));
        if (OperatingSystem.IsLinux())
            Assert.InRange(rig.Health.RoundTrip!.Value, TimeSpan.FromMicroseconds(1), TimeSpan.FromSeconds(10));
    }
}
