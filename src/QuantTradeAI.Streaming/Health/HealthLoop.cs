using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Alerts;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Watching;

namespace QuantTradeAI.Streaming.Health;

/// <summary>
/// Measures, alerts and recovers at a steady pace, one pass after another. The monitor measures, rules judge, the book remembers, the dispatcher
/// tells, the recovery manager acts; here is only when.
/// </summary>
internal sealed partial class HealthLoop : IAsyncDisposable
{
    private readonly StreamingHealthMonitor _monitor;
    private readonly RecoveryManager _recovery;
    private readonly Func<HealthInputs> _look;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly AlertBook _book;
    private readonly AlertDispatcher _dispatcher;
    private readonly WakeUp _wake;
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Lock _starting = new();
    private volatile StreamingHealthConfig _config;
    private Task? _running;
    private string? _problem;

    /// <param name="config">How often, by what, and whom to tell.</param>
    /// <param name="look">All there is to look at; called once a pass.</param>
    /// <param name="monitor">Measures; it is configured here.</param>
    /// <param name="recovery">Acts.</param>
    /// <param name="clock">Every time here.</param>
    /// <param name="random">Uniform from 0 to 1, from any thread.</param>
    /// <param name="logger">The channel <c>log</c>, and passes that fail.</param>
    public HealthLoop(
        StreamingHealthConfig config, Func<HealthInputs> look, StreamingHealthMonitor monitor, RecoveryManager recovery, TimeProvider clock,
        Func<double> random, ILogger logger)
    {
        (_config, _look, _monitor, _recovery, _clock, _logger) = (config, look, monitor, recovery, clock, logger);
        _book = new AlertBook(config.Alerts.EscalationThreshold, config.Monitoring.MetricsRetention);
        _dispatcher = new AlertDispatcher(config.Alerts, clock, random, logger);
        _wake = new WakeUp(clock);
        Use(config);
    }

    /// <summary>What alerts, and what did.</summary>
    public AlertsStatus Alerts
    {
        get
        {
            var (firing, history) = _book.Snapshot(_clock.GetUtcNow());
            return new AlertsStatus(firing, history, _dispatcher.Raised, _dispatcher.ChannelFailures);
        }
    }

    /// <summary>Begins, with a pass at once. Starting twice starts once.</summary>
    public void Start()
    {
        lock (_starting)
            _running ??= Task.Run(RunAsync);
    }

    /// <summary>By another configuration from now on, beginning with a pass at once.</summary>
    public void Configure(StreamingHealthConfig config)
    {
        Use(config);
        _wake.Signal();
    }

    /// <summary>Stops, once a pass that is under way has ended, and tells what is left to tell.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task running;
        lock (_starting)
            running = _running ??= Task.CompletedTask;
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _dispatcher.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>One pass. Never throws, and no two at once.</summary>
    internal void Pass()
    {
        try
        {
            Check(_look(), _config);
            _problem = null;
        }
#pragma warning disable CA1031 // The next pass comes all the same.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (_problem != error.Message)
                PassFailed(error);
            _problem = error.Message;
        }
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            Pass();
            await _wake.WaitAsync(_config.Monitoring.CheckInterval, _stopping.Token).ConfigureAwait(false);
        }
    }

    private void Use(StreamingHealthConfig config)
    {
        _config = config;
        _monitor.Configure(_monitor.Options with { Thresholds = config.Thresholds, ChecksThresholds = config.Monitoring.Enabled });
        _book.Configure(config.Alerts.EscalationThreshold, config.Monitoring.MetricsRetention);
        _dispatcher.Configure(config.Alerts);
    }

    private void Check(HealthInputs inputs, StreamingHealthConfig config)
    {
        ImmutableArray<ProviderHealthReport> reports = [.. inputs.Providers.Select(_monitor.Sample)];
        Forget(reports);
        List<AlertFinding> findings = [];
        if (config.Monitoring.Enabled)
        {
            findings.AddRange(reports.SelectMany(report => AlertRules.Of(report, config.Thresholds)));
            Recover(reports, findings);
            findings.AddRange(AlertRules.Of(inputs, config.Thresholds));
        }

        // Switched off, they are over without a word.
        var isTold = config is { Monitoring.Enabled: true, Alerts.Enabled: true };
        var changes = _book.Update(isTold ? findings : [], _clock.GetUtcNow());
        if (isTold)
            _dispatcher.Dispatch(changes);
    }

    private void Recover(ImmutableArray<ProviderHealthReport> reports, List<AlertFinding> findings)
    {
        foreach (var report in reports.Where(AlertRules.CanBeRecovered))
        {
            if (findings.Find(finding => finding.Rule == ThresholdRules.DataAge && finding.Subject == report.Provider) is { } silent)
                _recovery.Request(report.Provider, silent.Message);
        }
    }

    private void Forget(ImmutableArray<ProviderHealthReport> reports)
    {
        var now = reports.Select(report => report.Provider).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _known.Where(name => !now.Contains(name)).ToList())
        {
            _known.Remove(gone);
            _monitor.Remove(gone);
        }

        _known.UnionWith(now);
    }
}
