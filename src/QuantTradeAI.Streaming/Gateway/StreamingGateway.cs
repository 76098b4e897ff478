using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Storage;
using QuantTradeAI.Streaming.Symbols;
using QuantTradeAI.Streaming.Transport;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>
/// All of it in one process: connects to the configured providers, numbers what they send, and hands it to subscribers.
/// Subscribing works before and after the start, from any thread.
/// </summary>
public sealed partial class StreamingGateway : IMarketDataFeed, IProviderHost, IAsyncDisposable
{
    /// <summary>The category of log lines about the gateway itself: its configuration, and adapters that take over.</summary>
    public const string LogCategory = "QuantTradeAI.Streaming.Gateway";

    private readonly GatewayOptions _options;
    private readonly AdapterSource _adapters;
    private readonly ProviderFleet _fleet;
    private readonly SymbolHub _hub;
    private readonly FailoverCoordinator _failover;
    private readonly GatewayLog _log;
    private readonly ConfigurationState _configuration;
    private readonly ProviderWatch _watch;
    private readonly ConfiguredExpectations _expectations;
    private readonly CircuitStandings _standings = new();
    private readonly ProviderMemory _memory;
    private readonly ProviderCircuits _circuits;
    private readonly ProviderCommands _commands;
    private readonly GatewayHealth _health;
    private readonly SubscribeRefusals _refusals = new();
    private readonly ConfigurationReload? _reload;
    private readonly Lock _changing = new();
    private readonly SemaphoreSlim _applying = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Waiter> _waiters = [];
    private volatile GatewayPhase _phase;
    private DateTimeOffset? _startedAt;
    private Task? _started;
    private Task? _stopped;

    /// <summary>
    /// Reads the <c>streaming</c> section of a configuration file, and follows its changes while it runs
    /// (<see cref="GatewayOptions.FollowConfiguration"/>).
    /// </summary>
    /// <exception cref="ProviderConfigurationException">The file's problems, each with its line.</exception>
    public StreamingGateway(string configPath, GatewayOptions? options = null)
        : this(configPath, (catalogOf, read) => StreamingConfigReader.Load(configPath, catalogOf, options?.Variables, read), options ?? new GatewayOptions())
    {
    }

    /// <summary>Runs a configuration that was read or made before.</summary>
    /// <exception cref="ProviderConfigurationException">An adapter is unknown or refuses its settings.</exception>
    public StreamingGateway(StreamingConfig config, GatewayOptions? options = null)
        : this(null, (_, _) => config, options ?? new GatewayOptions())
    {
    }

    private StreamingGateway(
        string? path, Func<Func<PluginsConfig, IAdapterCatalog>, ICollection<string>, StreamingConfig> load, GatewayOptions options)
    {
        _options = options;
        var logger = options.LoggerFactory?.CreateLogger("QuantTradeAI.Streaming") ?? NullLogger.Instance;
        _log = new GatewayLog(options.LoggerFactory?.CreateLogger(LogCategory) ?? NullLogger.Instance);
        _adapters = new AdapterSource(options, OnAdaptersChanged);
        if (path is not null && options.FollowConfiguration)
            _reload = new ConfigurationReload(path, read => load(_adapters.CatalogOf, read), options.Clock, _log);
        var config = _reload?.Load() ?? load(_adapters.CatalogOf, []);
        var random = options.Random ?? LockedRandom.Seeded(options.Clock);
        _expectations = new ConfiguredExpectations(config);
        var services = new SessionServices(
            options.Clock, random, new WebSocketConnector(options.Clock, options.ValidateCertificate), new ConnectLimiter(options.Clock), logger)
        {
            Expectations = _expectations,
        };

        _configuration = new ConfigurationState(config, options.Clock);
        _memory = new ProviderMemory(() => (options.OpenStorage ?? StateStores.Open)(_configuration.Config.Storage), options.Clock, logger);
        _circuits = new ProviderCircuits(_standings, _memory, options.Clock, random, logger);
        _circuits.Changed += OnCircuitChanged;

        var demand = new GatewayDemand(_log);
        _failover = new FailoverCoordinator(
            options.Clock, options.LoggerFactory?.CreateLogger(FailoverCoordinator.LogCategory) ?? NullLogger.Instance, _standings);
        _hub = new SymbolHub(options.Clock, 1, logger, demand, _failover.Policy);
        demand.Connect(_hub);
        var sessions = new SessionFactory(_adapters.CatalogOf(config.Plugins), _ => _hub, services, options, OnSessionChanged);
        _fleet = new ProviderFleet(sessions, _circuits, new GatewayRouting(_hub, demand, _failover), options.Clock, _log);
        _failover.Connect(_hub, _fleet.Find);
        _fleet.Apply(config, CancellationToken.None);
        _watch = new ProviderWatch(_fleet, () => _configuration.Config, options.Clock, _log);
        _commands = new ProviderCommands(_fleet, _failover, () => _memory.Status is { IsLasting: true }, _log);
        _health = new GatewayHealth(
            new HealthSources(_fleet, _memory, () => _configuration.Config.Health, () => _configuration.Status, _hub.Counters, _hub.Queues, _failover.GetStatus, provider => _failover.Demote(provider)), options, random, logger);
    }

    /// <summary>
    /// Recalls what is kept of providers, starts connecting and returns: a provider that cannot be reached stops nobody, and is tried again
    /// for ever.
    /// </summary>
    /// <exception cref="InvalidOperationException">It was stopped before.</exception>
    /// <exception cref="StateStoreException">The store of states cannot be used; says what to do.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_changing)
        {
            if (_stopped is not null)
                throw new InvalidOperationException("The gateway has been stopped; make a new one.");
            _started ??= StartOnceAsync();
        }

        return _started.WaitAsync(cancellationToken);
    }

    /// <summary>Starts, runs until cancelled, stops.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await StartAsync(CancellationToken.None).ConfigureAwait(false);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.Register(() => cancelled.TrySetResult()))
            await cancelled.Task.ConfigureAwait(false);
        await StopAsync().ConfigureAwait(false);
    }

    /// <summary>Unsubscribes, closes, lets subscribers finish what waits for them. Ends within its limit; safe to call again.</summary>
    public Task StopAsync()
    {
        lock (_changing)
            return _stopped ??= StopOnceAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(StopAsync());

    /// <inheritdoc/>
    public IMarketDataSubscription Subscribe(SubscriptionRequest request, IMarketDataObserver observer) =>
        _refusals.Watch(() => _hub.Subscribe(Complete(request), observer));

    /// <inheritdoc/>
    public IMarketDataReader Subscribe(SubscriptionRequest request) => _refusals.Watch(() => _hub.Subscribe(Complete(request)));

    /// <summary>The configuration in use.</summary>
    public StreamingConfig Configuration => _configuration.Config;

    /// <summary>Returns once every provider that is wanted is connected and has acknowledged all its subscriptions.</summary>
    public Task WhenLiveAsync(CancellationToken cancellationToken = default) =>
        WhenAsync(providers => providers.All(provider => provider.State is ProviderState.Live or ProviderState.Idle), cancellationToken);

    /// <summary>Returns once the condition holds; it is asked whenever a connection or its subscriptions have changed.</summary>
    public async Task WhenAsync(Func<ImmutableArray<ProviderHealthStatus>, bool> condition, CancellationToken cancellationToken = default)
    {
        var waiter = new Waiter(condition);
        lock (_changing)
            _waiters.Add(waiter);
        try
        {
            Ask(waiter);
            await waiter.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_changing)
                _waiters.Remove(waiter);
        }
    }

    private ImmutableArray<ProviderHealthStatus> Health() => [.. _fleet.Slots.Select(slot => slot.GetHealthStatus())];

    private SubscriptionRequest Complete(SubscriptionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Capacity is null && _configuration.Config.BufferSize is { } size
            ? request with { Capacity = Math.Clamp(size, SubscriptionRequest.MinCapacity, SubscriptionRequest.MaxCapacity) }
            : request;
    }

    private async Task StartOnceAsync()
    {
        await Task.Yield();
        await _applying.WaitAsync(_stopping.Token).ConfigureAwait(false);
        try
        {
            await RecallAsync(_stopping.Token).ConfigureAwait(false);
            _stopping.Token.ThrowIfCancellationRequested();
            _adapters.Start(this);
            _fleet.CatchUp();
            _fleet.Start();
            _watch.Start();
            _health.Start();
            _reload?.Start(UseAsync, _configuration);
            _startedAt = _options.Clock.GetUtcNow();
            WarnOfMarketHours();
            _phase = GatewayPhase.Running;
        }
        finally
        {
            _applying.Release();
        }

        OnChanged();
    }

    /// <summary>Providers are as they were, and everything counts from a new epoch.</summary>
    private async Task RecallAsync(CancellationToken cancellationToken)
    {
        _hub.BeginEpoch(await _memory.OpenAsync(cancellationToken).ConfigureAwait(false));
        foreach (var slot in _fleet.Slots)
        {
            await _memory.AdoptAsync(slot.Name, cancellationToken).ConfigureAwait(false);
            _circuits.Restore(slot.Circuit);
        }
    }

    private async Task StopOnceAsync()
    {
        await Task.Yield();
        _phase = GatewayPhase.Stopping;
        using var limit = new CancellationTokenSource(_options.StopTimeout, _options.Clock);
        if (_started is not null)
            await _started.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _watch.Dispose();
        _failover.Dispose();
        await _health.DisposeAsync().AsTask().WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Told first, so that they do not take the end of a change for its failure.
        var following = Task.WhenAll(_reload?.DisposeAsync().AsTask() ?? Task.CompletedTask, _adapters.DisposeAsync().AsTask());
        await _stopping.CancelAsync().ConfigureAwait(false);
        await following.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var disconnecting = DisconnectAsync(limit.Token);

        // The limit is the promise; what still hangs is cut with the process. Subscribers end all the same.
        await disconnecting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var closing = _memory.CloseAsync(limit.Token);
        try
        {
            await _hub.CompleteAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // A callback does not return.
        }

        await closing.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _phase = GatewayPhase.Stopped;
    }

    private async Task DisconnectAsync(CancellationToken limit)
    {
        // A change that is under way ends what it has replaced first.
        await _applying.WaitAsync(limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _fleet.StopAsync(limit).ConfigureAwait(false);
    }

    private void OnChanged()
    {
        List<Waiter> waiters;
        lock (_changing)
            waiters = [.. _waiters];
        foreach (var waiter in waiters)
            Ask(waiter);
    }

    private void Ask(Waiter waiter)
    {
        try
        {
            if (waiter.Condition(Health()))
                waiter.Done.TrySetResult();
        }
        catch (Exception error)
        {
            // A session asks here: the waiter's bug is the waiter's.
            waiter.Done.TrySetException(error);
        }
    }

    private sealed record Waiter(Func<ImmutableArray<ProviderHealthStatus>, bool> Condition)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
