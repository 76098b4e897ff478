using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Simulator;
using QuantTradeAI.Streaming.Tests.Subscribers;

namespace QuantTradeAI.Streaming.Tests.Sessions;

/// <summary>A session that asks a circuit.</summary>
public sealed class CircuitSessionTests : SessionFixture
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly SpoiltAdapter _adapter = new();

    [Fact]
    public async Task Rotation_IsolatedWhileItConnects_LeavesNoConnection()
    {
        var circuit = new CircuitBreaker("coinbase", new CircuitOptions(), Clock, () => 0.5);
        var session = Own(new ProviderSession(_adapter, Settings, new StatusSink(), Services(Clock), circuit));
        session.Subscribe(["BTC-USD"], DataTypes.Trades);
        await session.ConnectAsync(default).Within("the connection");
        await WhenAsync(session, health => health.State == ProviderState.Live);
        _adapter.Connecting = () => circuit.Isolate("its prices are odd");

        session.Renew();
        await CrankAsync(Venue.WaitAsync(venue => venue.ConnectionsAccepted == 2, Limit, "the next connection"), "the next connection");
        await CrankAsync(WhenAsync(session, health => health.Connections == 0), "the end of both");
        await CrankAsync(Venue.WaitAsync(venue => venue.ConnectionsOpen == 0, Limit, "no connection"), "no connection");

        Assert.DoesNotContain("data_idle", session.GetHealthStatus().Disconnects.Keys);
        Assert.Equal(CircuitPhase.Isolated, circuit.State.Phase);
    }

    [Fact]
    public async Task Replacement_ThatTheVenueAskedToWaitFor_IsNotHurriedByTheNextRecovery()
    {
        var session = Own(new ProviderSession(_adapter, Settings, new StatusSink(), Services(Clock)));
        session.Subscribe(["BTC-USD"], DataTypes.Trades);
        await session.ConnectAsync(default).Within("the connection");
        await WhenAsync(session, health => health.State == ProviderState.Live);
        Venue.Inject(Fault.RefuseWith429(TimeSpan.FromMinutes(10), 1_000));
        session.Replace("it is silent");
        await CrankAsync(WhenAsync(session, health => !health.NextAttempt.IsAbsent), "the refusal");
        Assert.Equal(ProviderState.Live, session.GetHealthStatus().State);

        session.Replace("it is still silent");
        await CrankAsync(Task.Delay(TimeSpan.FromSeconds(1), Clock), "a second");

        Assert.Equal(1, Venue.HandshakesRefused);
        session.Renew();
        await CrankAsync(Venue.WaitAsync(venue => venue.HandshakesRefused == 2, Limit, "the operator's attempt"), "the operator's attempt");
    }

    [Fact]
    public async Task Session_ThatStandsBy_FailsWithoutOpeningTheCircuitOfTheOneThatDelivers()
    {
        var circuit = new CircuitBreaker("coinbase", new CircuitOptions { FailureThreshold = 1 }, Clock, () => 0.5);
        Venue.Inject(Fault.RefuseWith429(TimeSpan.FromSeconds(1), 1_000));
        var session = Own(new ProviderSession(_adapter, Settings, new StatusSink(), Services(Clock), circuit));
        session.Subscribe(["BTC-USD"], DataTypes.Trades);
        session.StandBy();

        session.Start();
        await CrankAsync(Venue.WaitAsync(venue => venue.HandshakesRefused == 3, Limit, "three refusals"), "three refusals");
        Assert.Equal(CircuitPhase.Closed, circuit.State.Phase);

        session.TakeOver();
        await CrankAsync(WhenAsync(session, _ => circuit.State.Phase == CircuitPhase.Open), "the circuit to open");
    }

    [Theory]
    [InlineData(true, CircuitPhase.HalfOpen)]
    [InlineData(false, CircuitPhase.Closed)]
    public async Task Acknowledgement_OfAVenueThatSleepsAtNight_ProvesItOnlyWhileSilenceTellsNothing(bool isExchange, CircuitPhase expected)
    {
        var circuit = new CircuitBreaker("coinbase", new CircuitOptions(), Clock, () => 0.5);
        circuit.Isolate("broken");
        circuit.Release();
        var adapter = new SpoiltAdapter("Silent", own => own with { IdleOnlyAfterData = true });
        var services = Services(Clock) with { Expectations = new OpenExchange(isExchange) };
        var session = Own(new ProviderSession(adapter, Settings, new StatusSink(), services, circuit));
        session.Subscribe(["BTC-USD"], DataTypes.Trades);

        await session.ConnectAsync(default).Within("the connection");
        await WhenAsync(session, health => health.State == ProviderState.Live);
        await WhenAsync(session, _ => circuit.State.Phase == expected);

        Assert.Equal(expected, circuit.State.Phase);
    }

    private sealed class OpenExchange(bool hasHours) : IExpectations
    {
        public bool HasHours(string? assetType) => hasHours;

        public bool IsMarketOpen(string? assetType, UnixNanos now) => true;

        public TimeSpan LeastSilence(Symbol symbol) => TimeSpan.FromHours(1);
    }
}
