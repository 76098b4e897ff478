using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>A simulated venue, a gateway that is connected to it, and one subscriber; one hand-cranked clock drives both sides.</summary>
internal sealed class Rig : IAsyncDisposable
{
    /// <summary>A handshake takes real time while the clock may be moved fast, so it gets plenty; its deadline has tests of its own.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromHours(1);

    /// <summary>A Monday morning in New York.</summary>
    private static readonly DateTimeOffset MarketHours = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);

    /// <summary>So does an authentication, on both sides.</summary>
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromMinutes(5);

    private Rig(string venue, FakeTimeProvider clock, VenueSimulator simulator, StreamingGateway gateway)
    {
        Clock = clock;
        Simulator = simulator;
        Venue = simulator.Venue(venue);
        Facts = TestVenue.Of(venue);
        Gateway = gateway;
    }

    public FakeTimeProvider Clock { get; }

    public VenueSimulator Simulator { get; }

    public SimulatedVenue Venue { get; }

    public StreamingGateway Gateway { get; }

    public Recorder Recorder { get; } = new();

    public TestVenue Facts { get; }

    public string Symbol => Facts.Symbol;

    public string Native => Facts.Native;

    /// <summary>How far the clock has been moved.</summary>
    public TimeSpan Elapsed => Clock.GetUtcNow() - Clock.Start;

    public ProviderHealthStatus Health => Gateway.GetStatus().Providers[0];

    public CircuitState Circuit => Gateway.GetStatus().Health[0].Circuit;

    public static async Task<Rig> StartAsync(
        string venue,
        bool goLive = true,
        Func<ConnectionRules, ConnectionRules>? rules = null,
        IReadOnlyList<string>? symbols = null,
        Func<AlpacaOptions, AlpacaOptions>? alpaca = null,
        Func<ProviderConfig, ProviderConfig>? config = null,
        ILoggerFactory? loggers = null,
        DateTimeOffset? start = null)
    {
        var facts = TestVenue.Of(venue);
        var clock = new FakeTimeProvider(start ?? MarketHours);

        // The simulator notices late that a connection was cut, so its limit of connections has tests of its own.
        var lenient = new AlpacaOptions { AuthenticationDeadline = ReadyTimeout, ConnectionsPerKey = int.MaxValue };
        var simulator = await VenueSimulator.StartAsync(
            new SimulatorOptions { TimeProvider = clock, Alpaca = alpaca?.Invoke(lenient) ?? lenient }, CancellationToken.None);
        ConnectionRules Patient(ConnectionRules own) => own with
        {
            ConnectTimeout = ConnectTimeout,
            AcknowledgementTimeout = own.WaitsForReady ? ReadyTimeout : own.AcknowledgementTimeout,

            // Nobody cranks the clock between an authentication and the first subscription.
            ControlMessageSpacing = own.WaitsForReady ? TimeSpan.Zero : own.ControlMessageSpacing,
        };
        var provider = new ProviderConfig
        {
            Name = venue,
            WebSocketUrl = simulator.Venue(venue).WebSocketUrl,
            Symbols = [.. symbols ?? [facts.Symbol]],
            Subscriptions = DataTypes.Trades | DataTypes.Quotes,
            Credentials = TestVenue.AnyCredentials,
        };
        var gateway = new StreamingGateway(
            new StreamingConfig { Providers = [config?.Invoke(provider) ?? provider] },
            new GatewayOptions
            {
                Clock = clock,
                Random = () => 0.5,
                LoggerFactory = loggers,
                Adapters = [TestAdapter.Of(venue, own => rules?.Invoke(Patient(own)) ?? Patient(own))],
            });
        var rig = new Rig(venue, clock, simulator, gateway);
        if (provider.Symbols.Length > 0)
        {
            gateway.Subscribe(
                new SubscriptionRequest { Symbols = provider.Symbols, DataTypes = DataTypes.Trades | DataTypes.Quotes, Policy = QueuePolicy.Block }, rig.Recorder);
        }

        if (goLive)
            await rig.GoLiveAsync();
        return rig;
    }

    public async Task GoLiveAsync()
    {
        await Gateway.StartAsync();
        await WhenLiveAsync();
    }

    public Task WhenLiveAsync() => Patience.For(Gateway.WhenLiveAsync(), () => $"the provider to be live; it is {Health}");

    /// <summary>Moves the clock in small steps until the task ends, so that every timer on the way gets its turn.</summary>
    public async Task CrankAsync(Task until, TimeSpan step, string what, int most = 2_000)
    {
        for (var i = 0; i < most && !until.IsCompleted; i++)
            await Task.WhenAny(until, StepAsync(step));

        await Patience.For(until, () => $"{what}; the provider is {Health}");
    }

    /// <summary>Moves the clock, and lets what that woke do its work before the next step.</summary>
    public Task StepAsync(TimeSpan step)
    {
        Clock.Advance(step);
        return Task.Delay(5);
    }

    /// <summary>Returns once the venue has, or no longer has, the stream among its subscriptions.</summary>
    public Task SubscribedAsync(string stream, bool wanted) => CrankAsync(
        Venue.WaitAsync(venue => venue.Subscriptions.Contains(stream) == wanted, Patience.Limit, stream), TimeSpan.FromMilliseconds(50), stream);

    public async ValueTask DisposeAsync()
    {
        await CrankAsync(Gateway.StopAsync(), TimeSpan.FromMilliseconds(100), "the gateway to stop");
        await Simulator.DisposeAsync();
    }
}
