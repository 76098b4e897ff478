using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Simulator;
using QuantTradeAI.Streaming.Tests.Subscribers;

namespace QuantTradeAI.Streaming.Tests.Sessions;

/// <summary>A session that is connected while the one before it still delivers.</summary>
public sealed class StandByTests : SessionFixture
{
    private readonly StatusSink _sink = new();

    [Fact]
    public async Task Loss_WhileTheOtherDelivers_IsNone()
    {
        var session = await StandByAsync();

        await LoseAsync(session);
        session.ForgetLosses();
        session.TakeOver();

        Assert.Equal("", _sink.Lost);
    }

    [Fact]
    public async Task Loss_BetweenForgettingAndTakingOver_IsToldEvenThoughItIsLiveAgain()
    {
        var session = await StandByAsync();

        session.ForgetLosses();
        await LoseAsync(session);
        Assert.Equal("", _sink.Lost);
        session.TakeOver();

        Assert.Equal("BTC-USD", _sink.Lost);
        session.TakeOver();
        Assert.Equal("BTC-USD", _sink.Lost);
    }

    [Fact]
    public async Task Loss_AfterTakingOver_IsToldAsEver()
    {
        var session = await StandByAsync();
        session.TakeOver();

        await LoseAsync(session);

        Assert.Equal("BTC-USD", _sink.Lost);
    }

    private async Task<ProviderSession> StandByAsync()
    {
        var session = Own(Session(new SpoiltAdapter(), _sink));
        session.StandBy();
        session.Subscribe(["BTC-USD"], DataTypes.Trades);
        await session.ConnectAsync(default).Within("the connection");
        await WhenAsync(session, health => health.State == ProviderState.Live);
        return session;
    }

    private async Task LoseAsync(ProviderSession session)
    {
        Venue.Inject(Fault.CutAbruptly);
        await CrankAsync(WhenAsync(session, health => health is { State: ProviderState.Live, Connects: 2 }), "the next connection");
    }
}
