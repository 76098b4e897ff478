using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;
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
}
