using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Streaming.Health;

/// <summary>
/// A <see cref="StreamingHealthMonitor"/> that also runs operations of providers: each behind its provider's circuit, with a deadline and few
/// retries, its outcome measured. When the errors of a provider reach <see cref="HealthMonitorOptions.ErrorThreshold"/>, its failover handler is
/// called, once until the window holds fewer again. All members may be called from any thread.
/// </summary>
public sealed partial class ProviderHealthMonitor : StreamingHealthMonitor, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, RegisteredProvider> _providers = new(StringComparer.Ordinal);
    private readonly RecoveryManager _recovery;
    private readonly Func<double> _random;
    private readonly ILogger _logger;
    private readonly bool _ownsRecovery;
    private volatile OperationPipeline _operations;

    /// <param name="options">Thresholds, windows, circuits, deadlines; the defaults when null.</param>
    /// <param name="clock">Every time here; the system's when null.</param>
    /// <param name="recovery">Runs failover handlers, and what else recovers providers; one of its own when null.</param>
    /// <param name="random">Uniform from 0 to 1, from any thread: spreads pauses and breaks; made up when null.</param>
    /// <param name="logger">Failovers, transitions of its circuits.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the option that is out of its range.</exception>
    public ProviderHealthMonitor(
        HealthMonitorOptions? options = null, TimeProvider? clock = null, RecoveryManager? recovery = null, Func<double>? random = null, ILogger? logger = null)
        : base(options, clock)
    {
        _random = random ?? LockedRandom.Seeded(Clock);
        _logger = logger ?? NullLogger.Instance;
        _ownsRecovery = recovery is null;
        _recovery = recovery ?? new RecoveryManager(clock: Clock, random: _random, logger: _logger);
        Recovery = _recovery;
        _operations = new OperationPipeline(Options, Clock, _random);
    }

    /// <summary>Registers a provider with a circuit of its own, which counts operations that fail in a row.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="statusProvider">Tells how it is, at once; called whenever its status is asked for. What it throws is told as its last error.</param>
    /// <param name="failoverHandler">What to do when its errors reach the threshold; runs beside whatever else goes on. Nothing when null.</param>
    /// <exception cref="ArgumentException">A provider of that name is registered.</exception>
    public void RegisterProvider(
        string name, Func<ProviderHealthStatus> statusProvider, Func<CancellationToken, Task>? failoverHandler = null) =>
        Register(name, statusProvider, failoverHandler, OwnCircuit(name), isShared: false);

    /// <summary>
    /// Registers a provider whose circuit others decide by, too. An operation that fails counts there; one that succeeds tells it nothing, because
    /// only market data proves that a provider delivers.
    /// </summary>
    /// <inheritdoc cref="RegisterProvider(string, Func{ProviderHealthStatus}, Func{CancellationToken, Task}?)"/>
    /// <param name="name"/>
    /// <param name="statusProvider"/>
    /// <param name="failoverHandler"/>
    /// <param name="circuit">The provider's circuit.</param>
    public void RegisterProvider(
        string name, Func<ProviderHealthStatus> statusProvider, Func<CancellationToken, Task>? failoverHandler, CircuitBreaker circuit)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        Register(name, statusProvider, failoverHandler, circuit, isShared: true);
    }

    /// <summary>Forgets a provider, and cancels its failover handler. False when it was not known.</summary>
    public override bool Remove(string name)
    {
        if (_providers.TryRemove(name, out var provider) && provider.HasFailover)
            _recovery.Unregister(name);
        return base.Remove(name);
    }

    /// <inheritdoc/>
    public override void Configure(HealthMonitorOptions options)
    {
        base.Configure(options);
        _operations = new OperationPipeline(options, Clock, _random);
    }

    /// <summary>
    /// What is known of a provider now; a registered one is asked. Unless a host calls <see cref="StreamingHealthMonitor.Sample"/> for it, what it
    /// answers is also sampled: rates are then those between the times of asking.
    /// </summary>
    /// <exception cref="ArgumentException">It was never sampled nor registered.</exception>
    public override ProviderHealthReport GetStatus(string name) =>
        _providers.TryGetValue(name, out var provider) ? Look(provider) : base.GetStatus(name);

    /// <summary>Stops failover handlers that run, unless the recovery manager is shared.</summary>
    public ValueTask DisposeAsync() => _ownsRecovery ? _recovery.DisposeAsync() : ValueTask.CompletedTask;

    private protected override void OnSampled(string name) => _providers.GetValueOrDefault(name)?.NoteSampled();

    private protected override void OnErrorEpisode(string name)
    {
        if (!_providers.TryGetValue(name, out var provider) || !provider.HasFailover)
            return;
        var options = Options;
        ErrorsReachedThreshold(name, options.ErrorThreshold, options.ErrorWindow.TotalSeconds);
        _recovery.Request(name, $"{options.ErrorThreshold} errors within {options.ErrorWindow.TotalSeconds:0.#} s");
    }

    private CircuitBreaker OwnCircuit(string name) =>
        new(name, Options.Circuit with { SuccessResetsFailures = true }, Clock, _random, _logger);

    private void Register(
        string name, Func<ProviderHealthStatus> statusProvider, Func<CancellationToken, Task>? failoverHandler, CircuitBreaker circuit, bool isShared)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(statusProvider);
        var provider = new RegisteredProvider(name, statusProvider, failoverHandler is not null, circuit, isShared);
        if (!_providers.TryAdd(name, provider))
            throw new ArgumentException($"Provider '{name}' is registered already; remove it first.", nameof(name));
        if (failoverHandler is not null)
            _recovery.Register(name, failoverHandler);
        Look(provider);
    }

    /// <summary>Only the host that samples it can tell its streams, its market and its epoch.</summary>
    private ProviderHealthReport Look(RegisteredProvider provider)
    {
        lock (provider.Asking)
        {
            var status = Ask(provider);
            var last = LastSample(provider.Name) ?? HealthSample.Of(status);
            var fresh = last with { Connection = status, Circuit = provider.Circuit.State, IsShadow = provider.Circuit.Options.IsShadow };
            return provider.IsSampled ? View(fresh) : Take(fresh);
        }
    }

    private ProviderHealthStatus Ask(RegisteredProvider provider)
    {
        try
        {
            return provider.Status() is { } status && status.Provider == provider.Name
                ? status
                : Unknown(provider, $"its status is not one of '{provider.Name}'");
        }
#pragma warning disable CA1031 // Whoever asks for health wants to hear of it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Unknown(provider, $"its status could not be asked for: {error.Message}");
        }
    }

    private ProviderHealthStatus Unknown(RegisteredProvider provider, string problem)
    {
        var last = LastSample(provider.Name)?.Connection ?? new ProviderHealthStatus { Provider = provider.Name, State = ProviderState.Disconnected };
        return last with { State = ProviderState.Reconnecting, LastError = problem };
    }
}
