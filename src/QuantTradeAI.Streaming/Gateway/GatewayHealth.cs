using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Alerts;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Measures the configured providers, alerts, and recovers those that are silent or fail too often.</summary>
internal sealed class GatewayHealth : IAsyncDisposable
{
    private readonly HealthSources _sources;
    private readonly RecoveryManager _recovery;
    private readonly ProviderHealthMonitor _monitor;
    private readonly HealthLoop _loop;
    private readonly Lock _following = new();
    private ImmutableArray<ProviderSlot> _followed = [];

    public GatewayHealth(HealthSources sources, GatewayOptions options, Func<double> random, ILogger logger)
    {
        _sources = sources;
        var health = sources.Config();
        _recovery = new RecoveryManager(clock: options.Clock, random: random, logger: logger);
        _monitor = new ProviderHealthMonitor(HealthMonitorOptions.Of(health), options.Clock, _recovery, random, logger);
        _loop = new HealthLoop(health, Look, _monitor, _recovery, options.Clock, random, logger);
    }

    /// <summary>What alerts, and what did.</summary>
    public AlertsStatus Alerts => _loop.Alerts;

    /// <summary>One for each provider, in the order of configuration.</summary>
    public ImmutableArray<ProviderHealthReport> Reports() =>
        [.. Follow().Select(slot => _monitor.TryGetStatus(slot.Name)).OfType<ProviderHealthReport>()];

    public void Start() => _loop.Start();

    /// <summary>As configured now.</summary>
    public void Configure() => _loop.Configure(_sources.Config());

    public async ValueTask DisposeAsync()
    {
        await _loop.DisposeAsync().ConfigureAwait(false);
        await _recovery.DisposeAsync().ConfigureAwait(false);
        await _monitor.DisposeAsync().ConfigureAwait(false);
    }

    private HealthInputs Look()
    {
        var slots = Follow();
        var counters = _sources.Counters();
        return new HealthInputs
        {
            Providers = [.. slots.Select(slot => SampleOf(slot, counters.GetValueOrDefault(slot.Id)))],
            Queues = _sources.Queues(),
            Groups = _sources.Groups(),
            Storage = _sources.Memory.Status,
            Configuration = _sources.Configuration(),
        };
    }

    private HealthSample SampleOf(ProviderSlot slot, in StreamCounters counters) => new(
        slot.GetHealthStatus(),
        counters,
        slot.Circuit.State,
        slot.Circuit.Options.IsShadow,
        _sources.Memory.Recall(slot.Name)?.Epoch ?? 0,
        slot.Run?.Session.IsAnyMarketOpen ?? true);

    /// <summary>Knows the providers of now, and no others.</summary>
    private ImmutableArray<ProviderSlot> Follow()
    {
        lock (_following)
        {
            var slots = _sources.Fleet.Slots;
            if (slots == _followed)
                return slots;
            foreach (var gone in _followed.Except(slots))
                _monitor.Remove(gone.Name);
            foreach (var slot in slots.Except(_followed))
                _monitor.RegisterProvider(slot.Name, slot.GetHealthStatus, cancellation => RecoverAsync(slot, cancellation), slot.Circuit);
            return _followed = slots;
        }
    }

    /// <summary>
    /// Others take over where they can, and connections that are open but silent are replaced. Those that are being tried anyway are left to
    /// their back-off.
    /// </summary>
    private async Task RecoverAsync(ProviderSlot slot, CancellationToken cancellationToken)
    {
        _sources.Demote(slot.Id);
        var report = _monitor.GetStatus(slot.Name);
        if (slot.Run is not { } run || !AlertRules.CanBeRecovered(report) || !(report.Silence > _monitor.Options.Thresholds.MaxDataAge))
            return;
        var before = report.Connection;
        var renewed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Judge()
        {
            var now = run.Session.GetHealthStatus();
            if (now.Connects > before.Connects && now.State is ProviderState.Live or ProviderState.Idle)
                renewed.TrySetResult();
        }

        run.Session.Changed += Judge;
        try
        {
            run.Session.Replace("it is open but silent");
            await renewed.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            run.Session.Changed -= Judge;
        }
    }
}
