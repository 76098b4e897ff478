using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Simulator;
using QuantTradeAI.Streaming.Symbols;
using QuantTradeAI.Streaming.Tests.Subscribers;
using QuantTradeAI.Streaming.Tests.Symbols;
using QuantTradeAI.Streaming.Transport;

namespace QuantTradeAI.Streaming.Tests.Sessions;

/// <summary>A simulated venue for sessions by hand; one hand-cranked clock drives both sides.</summary>
public abstract class SessionFixture : IAsyncLifetime
{
    private readonly List<ProviderSession> _owned = [];
    private VenueSimulator _simulator = null!;

    protected FakeTimeProvider Clock { get; } = new(DateTimeOffset.UnixEpoch.AddDays(20_000));

    protected SimulatedVenue Venue => _simulator.Coinbase;

    protected ProviderSettings Settings => new() { Endpoint = Venue.WebSocketUrl, DataTypes = DataTypes.Trades | DataTypes.Quotes };

    public async Task InitializeAsync() => _simulator = await VenueSimulator.StartAsync(new SimulatorOptions { TimeProvider = Clock }, default);

    public async Task DisposeAsync()
    {
        await CrankAsync(Task.WhenAll(_owned.Select(session => session.DisconnectAsync(default))), "the end of all sessions");
        await _simulator.DisposeAsync();
    }

    /// <summary>Ends it after the test, whose clock then moves on.</summary>
    internal ProviderSession Own(ProviderSession session)
    {
        _owned.Add(session);
        return session;
    }

    internal ProviderSession Session(StreamingProviderAdapter adapter, IMarketDataSink? sink = null, Uri? endpoint = null, TimeProvider? clock = null) => new(
        adapter, Settings with { Endpoint = endpoint ?? Venue.WebSocketUrl }, sink ?? new SymbolHub(clock ?? Clock, 1), Services(clock ?? Clock));

    internal static SessionServices Services(TimeProvider clock) =>
        new(clock, () => 0.5, new WebSocketConnector(clock), new ConnectLimiter(clock), NullLogger.Instance);

    internal static async Task WhenAsync(ProviderSession session, Func<ProviderHealthStatus, bool> condition)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (condition(session.GetHealthStatus()))
                done.TrySetResult();
        }

        session.Changed += Look;
        Look();
        await Task.WhenAny(done.Task, Task.Delay(HubRig.Deadline));
        while (!condition(session.GetHealthStatus()) && !done.Task.IsCompleted)
            Assert.Fail($"in vain: {session.GetHealthStatus()}");
        session.Changed -= Look;
    }

    protected static async Task ReadAsync(IMarketDataReader reader, Func<MarketEvent, bool> wanted)
    {
        var buffer = new MarketEvent[1];
        do
            await reader.ReadAsync(buffer).AsTask().Within("the event");
        while (!wanted(buffer[0]));
    }

    /// <summary>Moves the clock in small steps until the task ends.</summary>
    protected async Task CrankAsync(Task until, string what)
    {
        for (var i = 0; i < 1_000 && !until.IsCompleted; i++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(until, Task.Delay(5));
        }

        await until.Within(what);
    }
}
