using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Tests.Subscribers;
using static QuantTradeAI.Streaming.Tests.Health.Samples;

namespace QuantTradeAI.Streaming.Tests.Health;

public sealed class HealthLoopTests : IAsyncLifetime
{
    private static readonly TimeSpan Check = MonitoringConfig.DefaultCheckInterval;

    private static readonly StreamingHealthConfig Config = new()
    {
        Thresholds = new ThresholdsConfig { MaxDataAge = TimeSpan.FromSeconds(30), MaxLatency = TimeSpan.FromMilliseconds(100) },
        Alerts = new AlertsConfig { EscalationThreshold = 2, Channels = [AlertsConfig.LogChannel, AlertsConfig.MetricsChannel] },
    };

    private readonly TimerClock _clock = new();
    private readonly LogLines _log = new();
    private readonly SemaphoreSlim _looked = new(0);
    private readonly RecoveryManager _recovery;
    private readonly StreamingHealthMonitor _monitor;
    private readonly HealthLoop _loop;
    private Func<HealthInputs> _look;
    private int _recovered;

    public HealthLoopTests()
    {
        _recovery = new RecoveryManager(new RecoveryOptions { Retries = 0 }, _clock, () => 0.5);
        _recovery.Register(Name, _ => Task.FromResult(Interlocked.Increment(ref _recovered)));
        _monitor = new StreamingHealthMonitor(null, _clock, _recovery);
        _look = () => new HealthInputs();
        _loop = new HealthLoop(Config, Look, _monitor, _recovery, _clock, () => 0.5, _log);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _loop.DisposeAsync();
        await _recovery.DisposeAsync();
    }

    // A40: silence recovers; after success the clock is fresh, and the next pass does not recover again.
    [Fact]
    public async Task Pass_DataTooOld_RecoversOnceInEachMaxAge()
    {
        See(Live(1, _clock));
        _loop.Pass();
        Go(30);
        Assert.Equal(0, _recovery.StatusOf(Name)!.Started);
        Go(5);
        Assert.Equal("data_age Warning", Firing());
        await _recovery.RequestAsync(Name, "joins it, or is another one").Within("the recovery");
        var begun = _recovery.StatusOf(Name)!.Started;
        Go(5);
        Assert.Equal("", Firing());
        Go(25);
        Assert.Equal(begun, _recovery.StatusOf(Name)!.Started);
        Assert.Equal(begun, _recovered);
        Go(5);
        Assert.Equal("data_age Warning", Firing());
        Assert.Equal(begun + 1, _recovery.StatusOf(Name)!.Started);
        Assert.Equal(begun + 1, _monitor.GetStatus(Name).Recoveries);
    }

    // A47
    [Fact]
    public void Pass_OldDataOfAClosedMarket_DoesNothing()
    {
        See(Of(Live(1, _clock), isMarketOpen: false));
        _loop.Pass();
        Go(100_000);
        Assert.Equal("", Firing());
        Assert.Equal(0, _recovery.StatusOf(Name)!.Started);
    }

    [Theory]
    [InlineData(ProviderState.Reconnecting, CircuitPhase.Closed)]
    [InlineData(ProviderState.Live, CircuitPhase.Open)]
    public void Pass_OldDataOfOneThatIsNotUsed_AlertsButDoesNotRecover(ProviderState state, CircuitPhase phase)
    {
        See(Of(Live(1, _clock) with { State = state }) with { Circuit = CircuitState.Initial with { Phase = phase } });
        _loop.Pass();
        Go(31);
        Assert.Contains("data_age", Firing());
        Assert.Equal(0, _recovery.StatusOf(Name)!.Started);
    }

    // A40 and A43: latency above its limit alerts, and the second warning at threshold 2 is an error.
    [Fact]
    public void Pass_LatencyAboveItsLimit_AlertsEscalatesAndResolves()
    {
        _loop.Configure(Config with { Thresholds = new ThresholdsConfig { MaxLatency = TimeSpan.FromMilliseconds(100) } });
        See(Live());
        _loop.Pass();
        See(Live().Lagging(150));
        Go(5);
        Assert.Equal("latency Warning", Firing());
        Assert.Equal(HealthGrade.Degraded, _monitor.GetStatus(Name).Status);
        See(Live().Lagging(150, 290));
        Go(5);
        Assert.Equal("latency Error", Firing());
        Go(60);
        Go(60);
        Assert.Equal("", Firing());
        Assert.Equal(["7300", "7302", "7303"], _log.Lines.Select(line => line.Split(' ')[1]));
        Assert.Equal(1, _loop.Alerts.Raised["latency"]);
        Assert.Equal(3, _loop.Alerts.History.Length);
    }

    // A46: attempts that reset resolve their alert.
    [Fact]
    public void Pass_AttemptsThatReset_ResolveTheirAlert()
    {
        _loop.Configure(Config with { Thresholds = new ThresholdsConfig { MaxReconnectAttempts = 3 } });
        See(Live() with { ReconnectAttempts = 4 });
        _loop.Pass();
        Assert.Equal("reconnects Warning", Firing());
        See(Live());
        Go(5);
        Assert.Equal("", Firing());
    }

    [Fact]
    public void Pass_AProviderThatIsGone_ResolvesItsAlertsAndIsForgotten()
    {
        See(Of(Live()) with { Circuit = CircuitState.Initial with { Phase = CircuitPhase.Isolated } });
        _loop.Pass();
        Assert.Equal("circuit_open Warning", Firing());
        _look = () => new HealthInputs();
        _loop.Pass();
        Assert.Equal("", Firing());
        Assert.Empty(_monitor.GetReport());
    }

    [Fact]
    public void Configure_Disabled_EndsAlertsWithoutAWord()
    {
        See(Of(Live()) with { Circuit = CircuitState.Initial with { Phase = CircuitPhase.Isolated } });
        _loop.Pass();
        var lines = _log.Lines.Count;
        _loop.Configure(Config with { Alerts = Config.Alerts with { Enabled = false } });
        _loop.Pass();
        Assert.Equal("", Firing());
        Assert.Equal(lines, _log.Lines.Count);
        _loop.Configure(Config);
        _loop.Pass();
        Assert.Equal("circuit_open Warning", Firing());
        _loop.Configure(Config with { Monitoring = new MonitoringConfig { Enabled = false } });
        _loop.Pass();
        Assert.Equal("", Firing());
    }

    [Fact]
    public void Configure_AlertsDisabled_StillRecovers_MonitoringDisabled_DoesNot()
    {
        See(Live(1, _clock));
        _loop.Configure(Config with { Monitoring = new MonitoringConfig { Enabled = false } });
        _loop.Pass();
        Go(31);
        Assert.Equal((0, HealthGrade.Healthy), (_recovery.StatusOf(Name)!.Started, _monitor.GetStatus(Name).Status));
        _loop.Configure(Config with { Alerts = Config.Alerts with { Enabled = false } });
        _loop.Pass();
        Assert.Equal(1, _recovery.StatusOf(Name)!.Started);
    }

    [Fact]
    public void Pass_ThatFails_IsLoggedOnceAndTheNextGoesOn()
    {
        _look = () => throw new InvalidOperationException("broken");
        _loop.Pass();
        _loop.Pass();
        Assert.Single(_log.Lines, line => line.Contains("7210"));
        See(Live());
        _loop.Pass();
        Assert.Single(_monitor.GetReport());
    }

    [Fact]
    public async Task Start_Runs_AtOnceAndAtEachInterval()
    {
        var waits = _clock.WhenTimer(Check);
        _loop.Start();
        _loop.Start();
        for (var pass = 0; pass < 3; pass++)
        {
            Assert.True(await _looked.WaitAsync(Symbols.HubRig.Deadline), $"Pass {pass} did not come.");
            await waits.Within("the wait for the next pass");
            Assert.Equal(0, _looked.CurrentCount);
            waits = _clock.WhenTimer(Check);
            _clock.Advance(Check);
        }

        Assert.True(await _looked.WaitAsync(Symbols.HubRig.Deadline), "The last pass did not come.");
        await waits.Within("the wait for the next pass");
        var longer = _clock.WhenTimer(TimeSpan.FromMinutes(1));
        _loop.Configure(Config with { Monitoring = new MonitoringConfig { CheckInterval = TimeSpan.FromMinutes(1) } });
        Assert.True(await _looked.WaitAsync(Symbols.HubRig.Deadline), "The pass of the new configuration did not come.");
        await longer.Within("the wait for the new interval");
        await _loop.DisposeAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, _looked.CurrentCount);
    }

    [Fact]
    public async Task Start_AfterTheEnd_DoesNothing()
    {
        await _loop.DisposeAsync();
        _loop.Start();
        Assert.Equal(0, _looked.CurrentCount);
    }

    private HealthInputs Look()
    {
        _looked.Release();
        return _look();
    }

    private void See(ProviderHealthStatus status) => See(Of(status));

    private void See(HealthSample sample) => _look = () => new HealthInputs { Providers = [sample] };

    private void Go(double seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        _loop.Pass();
    }

    private string Firing() => string.Join(' ', _loop.Alerts.Firing.Select(alert => $"{alert.Rule} {alert.Severity}"));
}
