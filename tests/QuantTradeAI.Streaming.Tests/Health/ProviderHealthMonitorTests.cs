using QuantTradeAI.Plugins.Example;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Tests.Subscribers;
using static QuantTradeAI.Streaming.Tests.Health.Samples;

namespace QuantTradeAI.Streaming.Tests.Health;

public sealed partial class ProviderHealthMonitorTests
{
    private readonly TimerClock _clock = new();
    private readonly LogLines _log = new();
    private readonly Func<CancellationToken, Task> _succeed = _ => Task.CompletedTask;
    private readonly Func<CancellationToken, Task> _fail = _ => throw Refusal();
    private ProviderHealthStatus _status = Live();

    // The brief's example.
    [Fact]
    public async Task ExecuteWithHealth_AsInTheBrief_WorksWithAnAdapter()
    {
        var connection = new FakeConnection();
        var adapter = new ExampleStreamingProvider();
        adapter.Attach(connection);

        var monitor = new ProviderHealthMonitor(new HealthMonitorOptions { ErrorThreshold = 5 });
        monitor.RegisterProvider(adapter.ProviderName, statusProvider: adapter.GetHealthStatus, failoverHandler: ct => adapter.ConnectAsync(ct));
        await monitor.ExecuteWithHealthAsync(adapter.ProviderName, ct => adapter.ConnectAsync(ct));
        await monitor.ExecuteWithHealthAsync(adapter.ProviderName, ct => adapter.SubscribeAsync(["AAPL"]));
        var status = monitor.GetStatus(adapter.ProviderName);

        Assert.Equal(HealthGrade.Healthy, status.Status);
        Assert.NotNull(status.Latency);
        Assert.Equal(2, status.OperationLatency.Count);
        Assert.Equal(["connect", "subscribe AAPL"], connection.Calls);
        await monitor.ExecuteWithHealthAsync(adapter.ProviderName, adapter.ConnectAsync);
    }

    [Fact]
    public async Task ExecuteWithHealth_OfAnAdapterWithoutAConnection_FailsAndIsCounted()
    {
        var adapter = new ExampleStreamingProvider();
        var monitor = new ProviderHealthMonitor(new HealthMonitorOptions { OperationRetries = 0 });
        monitor.RegisterProvider(adapter.ProviderName, adapter.GetHealthStatus);

        await Assert.ThrowsAsync<ProviderConnectionException>(() => monitor.ExecuteWithHealthAsync(adapter.ProviderName, adapter.ConnectAsync));

        var report = monitor.GetStatus("example");
        Assert.Equal((HealthGrade.Unknown, 1, 1), (report.Status, report.RecentErrors, report.Circuit.Failures));
    }

    // A44
    [Fact]
    public async Task ExecuteWithHealth_Success_IsMeasuredButIsNoMarketData()
    {
        var monitor = Monitor();
        monitor.Sample(HealthSample.Of(Live()) with { Epoch = 7, IsMarketOpen = false });

        var result = await monitor.ExecuteWithHealthAsync(Name, _ =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(40));
            return Task.FromResult(17);
        });

        var report = monitor.GetStatus(Name);
        Assert.Equal(17, result);
        Assert.Equal((ProviderState.Live, 40.0), (report.Connection.State, report.Latency!.Value.TotalMilliseconds));
        Assert.Equal((1, 40.0), (report.OperationLatency.Count, report.OperationLatency.P99.TotalMilliseconds));
        Assert.Null(report.DataAge);
        Assert.Equal((0.0, 0.0, 0), (report.MessagesPerSecond, report.EventsPerSecond, report.RecentErrors));
        Assert.Equal((7, false), (report.Epoch, report.IsMarketOpen));
    }

    // A44: operations do not hide that no data comes.
    [Fact]
    public async Task ExecuteWithHealth_OverAndOver_LeavesTheSilenceAlone()
    {
        var monitor = Monitor();
        _status = Live(1, _clock);
        monitor.GetStatus(Name);
        for (var second = 0; second < 30; second++)
        {
            await monitor.ExecuteWithHealthAsync(Name, _succeed);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        var report = monitor.GetStatus(Name);
        Assert.Equal((30, 30), (report.DataAge!.Value.TotalSeconds, report.Silence!.Value.TotalSeconds));
    }

    // A44
    [Fact]
    public async Task ExecuteWithHealth_Failures_AreCountedUntilTheWindowHasPassed()
    {
        var monitor = Monitor(retries: 0);
        for (var i = 0; i < 2; i++)
            await Assert.ThrowsAsync<ProviderConnectionException>(() => monitor.ExecuteWithHealthAsync(Name, _fail));
        var report = monitor.GetStatus(Name);
        Assert.Equal((2, 2, 0), (report.RecentErrors, report.Errors, report.OperationLatency.Count));
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal((0, 2), (monitor.GetStatus(Name).RecentErrors, monitor.GetStatus(Name).Errors));
    }

    // A44
    [Fact]
    public async Task ExecuteWithHealth_OpenCircuit_TakesTheFallbackOrThrows()
    {
        var monitor = Monitor(retries: 0);
        await FailAsync(monitor, 5);
        Assert.Equal(CircuitPhase.Open, monitor.GetStatus(Name).Circuit.Phase);
        _clock.Advance(TimeSpan.FromSeconds(10));
        var called = 0;
        Task<int> Count(CancellationToken _) => Task.FromResult(++called);

        var refused = await Assert.ThrowsAsync<ProviderConnectionException>(() => monitor.ExecuteWithHealthAsync(Name, Count));
        Assert.Equal(-1, await monitor.ExecuteWithHealthAsync(Name, Count, _ => Task.FromResult(-1)));

        Assert.Equal(0, called);
        Assert.False(refused.IsTerminal);
        Assert.Equal("circuit_open", refused.Reason);
        Assert.InRange(refused.RetryAfter!.Value.TotalSeconds, 30 * 0.8 - 10, 20);
        Assert.Contains("'venue-a' is not used now", refused.Message);
        Assert.Equal((HealthGrade.Unhealthy, 5), (monitor.GetStatus(Name).Status, monitor.GetStatus(Name).Errors));
    }

    [Fact]
    public async Task ExecuteWithHealth_AfterTheBreak_ProbesAndCloses()
    {
        var monitor = Monitor(retries: 0);
        await FailAsync(monitor, 5);
        _clock.Advance(TimeSpan.FromSeconds(30));
        await monitor.ExecuteWithHealthAsync(Name, _succeed);
        Assert.Equal(CircuitPhase.Closed, monitor.GetStatus(Name).Circuit.Phase);
    }

    [Fact]
    public async Task ExecuteWithHealth_FailuresBetweenSuccesses_NeverOpenItsOwnCircuit()
    {
        var monitor = Monitor(retries: 0);
        for (var round = 0; round < 3; round++)
        {
            await FailAsync(monitor, 4);
            await monitor.ExecuteWithHealthAsync(Name, _succeed);
        }

        Assert.Equal(CircuitPhase.Closed, monitor.GetStatus(Name).Circuit.Phase);
    }

    // A45: once per episode.
    [Fact]
    public async Task Failover_AtTheThreshold_RunsOncePerEpisode()
    {
        var calls = 0;
        await using var monitor = Monitor(retries: 0, failover: _ => Task.FromResult(Interlocked.Increment(ref calls)), errors: 2, circuit: 1_000);
        await FailAsync(monitor, 1);
        Assert.Equal(0, monitor.GetStatus(Name).Recoveries);
        await FailAsync(monitor, 1);
        await _log.WhenLine("recovered").Within("the failover handler");
        await FailAsync(monitor, 20);
        await monitor.ExecuteWithHealthAsync(Name, _succeed);
        await FailAsync(monitor, 1);
        Assert.Equal((1, 1), (calls, monitor.GetStatus(Name).Recoveries));

        // The window holds fewer again: another episode.
        _clock.Advance(TimeSpan.FromSeconds(60));
        await FailAsync(monitor, 2);
        Assert.Equal(2, monitor.GetStatus(Name).Recoveries);
        Assert.Equal(2, _log.Lines.Count(line => line.Contains("7200")));
    }

    [Fact]
    public async Task Failover_ThatHangs_HoldsUpNoOperation()
    {
        var hang = new TaskCompletionSource();
        await using var monitor = Monitor(retries: 0, failover: _ => hang.Task, errors: 1);
        await FailAsync(monitor, 1);
        await monitor.ExecuteWithHealthAsync(Name, _succeed);
        Assert.Equal(1, monitor.GetStatus(Name).Recoveries);
        hang.SetResult();
    }

    [Fact]
    public async Task Failover_ByLostConnections_RunsToo()
    {
        await using var monitor = Monitor(failover: _ => Task.CompletedTask, errors: 3);
        _status = Live().Lost(2);
        Assert.Equal(0, monitor.GetStatus(Name).Recoveries);
        _status = Live().Lost(3);
        monitor.GetStatus(Name);
        Assert.Equal(1, monitor.GetStatus(Name).Recoveries);
    }

    [Fact]
    public async Task SharedCircuit_HalfOpen_IsNotClosedByAnOperation()
    {
        var circuit = new CircuitBreaker(Name, new CircuitOptions { FailureThreshold = 2 }, _clock, () => 0);
        var monitor = new ProviderHealthMonitor(new HealthMonitorOptions { OperationRetries = 0 }, _clock, random: () => 0);
        monitor.RegisterProvider(Name, () => _status, null, circuit);
        await FailAsync(monitor, 2);
        Assert.Equal(CircuitPhase.Open, circuit.State.Phase);
        _clock.Advance(TimeSpan.FromSeconds(30));

        await monitor.ExecuteWithHealthAsync(Name, _succeed);

        Assert.Equal((CircuitPhase.HalfOpen, null), (circuit.State.Phase, circuit.State.ProbeUntil));
        var probe = circuit.TryEnter().Permit!;
        Assert.True(probe.IsProbe);
        probe.Succeeded();
        Assert.Equal(CircuitPhase.Closed, monitor.GetStatus(Name).Circuit.Phase);
    }

    [Fact]
    public async Task SharedCircuit_Isolated_RefusesWithoutEnd()
    {
        var circuit = new CircuitBreaker(Name, new CircuitOptions(), _clock, () => 0);
        var monitor = new ProviderHealthMonitor(clock: _clock);
        monitor.RegisterProvider(Name, () => _status, null, circuit);
        circuit.Isolate("maintenance");
        var refused = await Assert.ThrowsAsync<ProviderConnectionException>(() => monitor.ExecuteWithHealthAsync(Name, _succeed));
        Assert.Null(refused.RetryAfter);
        Assert.Contains("release it first", refused.Message);
    }

    [Fact]
    public async Task SharedCircuit_InShadow_LetsThrough()
    {
        var circuit = new CircuitBreaker(Name, new CircuitOptions { FailureThreshold = 1, IsShadow = true }, _clock, () => 0);
        var monitor = new ProviderHealthMonitor(new HealthMonitorOptions { OperationRetries = 0 }, _clock);
        monitor.RegisterProvider(Name, () => _status, null, circuit);
        await FailAsync(monitor, 1);
        await monitor.ExecuteWithHealthAsync(Name, _succeed);
        var report = monitor.GetStatus(Name);
        Assert.Equal((CircuitPhase.Open, true, HealthGrade.Degraded), (report.Circuit.Phase, report.IsShadow, report.Status));
    }

    [Fact]
    public void GetStatus_StatusProviderThatThrowsOrLies_IsToldAsUnhealthy()
    {
        var monitor = new ProviderHealthMonitor(clock: _clock);
        var throws = true;
        monitor.RegisterProvider(Name, () => throws ? throw new InvalidOperationException("broken") : Live() with { Provider = "another" });
        var report = monitor.GetStatus(Name);
        Assert.Equal(HealthGrade.Unhealthy, report.Status);
        Assert.Contains("broken", report.Connection.LastError);
        throws = false;
        Assert.Contains("not one of 'venue-a'", monitor.GetStatus(Name).Connection.LastError);
    }

    // A host samples; whoever asks in between, from any thread, changes no window and no total.
    [Fact]
    public void GetStatus_OfOneThatAHostSamples_ViewsItOnly()
    {
        _status = Live(100, _clock).Lost(1);
        var monitor = Monitor();
        monitor.Sample(HealthSample.Of(_status));
        _clock.Advance(TimeSpan.FromSeconds(5));
        var taken = Live(200, _clock).Lost(1);
        _status = Live(210, _clock).Lost(1);
        Assert.Equal((TimeSpan.Zero, 210), (monitor.GetStatus(Name).DataAge, monitor.GetStatus(Name).Connection.Frames));

        // Taken before the status that was viewed.
        var report = monitor.Sample(HealthSample.Of(taken));

        Assert.Equal((20, 1, 0), (report.MessagesPerSecond, report.Errors, report.RecentErrors));
    }

    [Fact]
    public void GetStatus_OfOneThatNobodySamples_Samples()
    {
        var monitor = Monitor();
        _clock.Advance(TimeSpan.FromSeconds(5));
        _status = Live(50, _clock);
        Assert.Equal(10, monitor.GetStatus(Name).MessagesPerSecond);
    }

    [Fact]
    public async Task Register_TwiceOrNotAtAll_IsRefused()
    {
        var monitor = Monitor();
        Assert.Contains("registered already", Assert.Throws<ArgumentException>(() => monitor.RegisterProvider(Name, () => _status)).Message);
        Assert.True(monitor.Remove(Name));
        var unknown = await Assert.ThrowsAsync<ArgumentException>(() => monitor.ExecuteWithHealthAsync(Name, _succeed));
        Assert.Contains("call RegisterProvider first", unknown.Message);
        monitor.RegisterProvider(Name, () => _status);
    }

    [Fact]
    public void OperationFailures_OfWhatIsThrownWhileCancelling_TellNothing()
    {
        Assert.Equal(OperationFailure.Cancelled, OperationFailures.Of(new IOException("the socket was closed"), isCancelled: true));
        Assert.Equal(OperationFailure.Transient, OperationFailures.Of(new IOException("the socket was closed"), isCancelled: false));
    }

    private static ProviderConnectionException Refusal(double? retryAfter = null) => new("refused")
    {
        RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };

    private async Task FailAsync(ProviderHealthMonitor monitor, int times)
    {
        for (var i = 0; i < times; i++)
            await Assert.ThrowsAsync<ProviderConnectionException>(() => monitor.ExecuteWithHealthAsync(Name, _fail));
    }

    private ProviderHealthMonitor Monitor(int retries = 2, Func<CancellationToken, Task>? failover = null, int errors = 1_000, int circuit = 5)
    {
        var options = new HealthMonitorOptions
        {
            ErrorThreshold = errors,
            OperationRetries = retries,
            Circuit = new CircuitOptions { FailureThreshold = circuit },
        };
        var monitor = new ProviderHealthMonitor(options, _clock, random: () => 0.5, logger: _log);
        monitor.RegisterProvider(Name, () => _status, failover);
        return monitor;
    }

    private sealed class FakeConnection : IProviderConnection
    {
        public List<string> Calls { get; } = [];

        public Task ConnectAsync(CancellationToken cancellationToken)
        {
            Calls.Add("connect");
            return Task.CompletedTask;
        }

        public void Subscribe(IEnumerable<string> symbols, DataTypes dataTypes) => Calls.Add($"subscribe {string.Join(' ', symbols)}");

        public void Unsubscribe(IEnumerable<string> symbols, DataTypes dataTypes) => Calls.Add("unsubscribe");

        public Task DisconnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ProviderHealthStatus GetHealthStatus() => Live() with { Provider = "example", LastDataTime = UnixNanos.Now(TimeProvider.System) };
    }
}
