using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>Credentials go to the venue and nowhere else.</summary>
public sealed class SecretsTests
{
    private const string Key = "canary-key-7f3a";
    private const string Secret = "canary-secret-9c41";

    [Fact]
    public async Task Canary_ThroughALifeOfTrouble_IsPrintedNowhere()
    {
        var isEnabled = false;
        using var log = new LogLines();
        await using var rig = await Rig.StartAsync(
            "alpaca",
            goLive: false,
            alpaca: own => own with { LetsIn = (key, secret) => isEnabled && key == Key && secret == Secret },
            config: own => own with { Credentials = TestVenue.Credentials(Key, Secret) },
            loggers: log);

        await rig.Gateway.StartAsync();
        await Patience.For(rig.Gateway.WhenAsync(all => all[0].IsTerminal && !all[0].NextAttempt.IsAbsent), "the refusal");
        var refused = Print(rig.Health);
        isEnabled = true;
        await rig.CrankAsync(rig.Gateway.WhenLiveAsync(), TimeSpan.FromSeconds(5), "the recovery");
        rig.Venue.Inject(Fault.GarbageFrame);
        rig.Venue.Inject(Fault.MalformedField(rig.Native));
        rig.Venue.Inject(Fault.CutAbruptly);
        await rig.CrankAsync(rig.Recorder.WaitForStatusAsync(FeedStatusKind.Disconnected), TimeSpan.FromMilliseconds(50), "the loss");
        await rig.CrankAsync(rig.Gateway.WhenLiveAsync(), TimeSpan.FromMilliseconds(50), "the next connection");
        var live = Print(rig.Health);
        await rig.CrankAsync(rig.Gateway.StopAsync(), TimeSpan.FromMilliseconds(50), "the stop");

        Assert.Contains(rig.Venue.ControlMessages, message => message.Text.Contains(Secret, StringComparison.Ordinal));
        Assert.Contains(log.All, line => line.Contains("auth_failed", StringComparison.Ordinal));
        Assert.All([.. log.All, refused, live, .. rig.Recorder.Events.Select(e => e.ToString())], AssertClean);
    }

    [Fact]
    public void Canary_InSettingsAndWhatRefusesThem_IsPrintedNowhere()
    {
        var config = new ProviderConfig
        {
            Name = "alpaca",
            WebSocketUrl = new Uri("wss://venue.test/v2/iex"),
            Credentials = TestVenue.Credentials(Key, Secret),
            Options = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("feed", "sip"),
        };
        var settings = new ProviderSettings { Endpoint = config.WebSocketUrl, DataTypes = DataTypes.Trades, Credentials = config.Credentials };

        var error = Assert.Throws<ProviderConfigurationException>(() => new StreamingGateway(new StreamingConfig { Providers = [config] }));

        Assert.Contains("feed", error.Message, StringComparison.Ordinal);
        Assert.All([error.ToString(), Print(config), Print(settings), Print(config.Credentials), Print(config.Credentials["api_key"])], AssertClean);
    }

    private static string Print(object value) => $"{value} {JsonSerializer.Serialize(value)}";

    private static void AssertClean(string text) => Assert.DoesNotContain("canary", text, StringComparison.Ordinal);

    /// <summary>Takes every line of every level, with its state and exception.</summary>
    private sealed class LogLines : ILoggerFactory, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> All => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{logLevel} {eventId} {formatter(state, exception)} {exception} {(state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : "")}");

        public void Dispose()
        {
        }
    }
}
