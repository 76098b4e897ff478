using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Simulator;
using QuantTradeAI.Streaming.Symbols;
using QuantTradeAI.Streaming.Tests.Subscribers;
using QuantTradeAI.Streaming.Tests.Symbols;

namespace QuantTradeAI.Streaming.Tests.Sessions;

/// <summary>Connections whose messages wait for the provider's budget: a single one a minute.</summary>
public sealed class HeldBackTests : SessionFixture
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Silence_WhileAMessageIsHeldBack_EndsTheConnectionInTime()
    {
        var session = await StartAsync(own => own with { DataIdleTimeout = TimeSpan.FromSeconds(10) });
        var began = Clock.GetUtcNow();
        Venue.Inject(Fault.GoMute);

        await CrankAsync(WhenAsync(session, health => health.Disconnects.ContainsKey("data_idle")), "the idle connection's end");

        Assert.InRange(Clock.GetUtcNow() - began, TimeSpan.FromSeconds(10), Soon);
    }

    [Fact]
    public async Task Age_WhileAMessageIsHeldBack_ReplacesTheConnectionInTime()
    {
        var session = await StartAsync(own => own with { DataIdleTimeout = Timeout.InfiniteTimeSpan, MaxConnectionAge = TimeSpan.FromSeconds(20) });
        var began = Clock.GetUtcNow();

        await CrankAsync(Venue.WaitAsync(venue => venue.ConnectionsAccepted == 2, HubRig.Deadline, "the next connection"), "the rotation");

        Assert.InRange(Clock.GetUtcNow() - began, TimeSpan.FromSeconds(18), Soon);
    }

    [Fact] // Two sessions in a row spent the account's messages of a minute twice.
    public async Task Session_ThatFollowsAnother_WaitsForWhatThatOneSpent()
    {
        var services = Services(Clock);
        var settings = Settings with { RateLimitPerMinute = 12 };
        var first = Make(services, settings);
        var second = Make(services, settings);
        var began = Clock.GetUtcNow();
        await first.ConnectAsync(default).Within("the first connection");
        await WhenAsync(first, health => health.State == ProviderState.Live);
        Assert.Equal(began, Clock.GetUtcNow());

        await second.ConnectAsync(default).Within("the second connection");
        await CrankAsync(WhenAsync(second, health => health.State == ProviderState.Live), "the second session");

        Assert.True(Clock.GetUtcNow() - began >= TimeSpan.FromSeconds(5), $"the second subscribed after {Clock.GetUtcNow() - began}");
    }

    private async Task<ProviderSession> StartAsync(Func<ConnectionRules, ConnectionRules> rules)
    {
        var session = Make(Services(Clock), Settings with { RateLimitPerMinute = 1 }, own => rules(own) with { MaxSubscriptionsPerRequest = 1 });
        session.Subscribe(["BTC-USD"], DataTypes.Quotes);
        await session.ConnectAsync(default).Within("the connection");
        await WhenAsync(session, health => health.Acknowledged == 1);
        Assert.Equal(ProviderState.Subscribing, session.GetHealthStatus().State);
        return session;
    }

    private ProviderSession Make(SessionServices services, ProviderSettings settings, Func<ConnectionRules, ConnectionRules>? rules = null)
    {
        var session = Own(new ProviderSession(new SpoiltAdapter(rules: rules), settings, new SymbolHub(Clock, 1), services));
        session.Subscribe(["BTC-USD"], DataTypes.Trades);
        return session;
    }
}
