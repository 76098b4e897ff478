using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using QuantTradeAI.Cluster.Symbols;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Cluster.Engine;

/// <summary>The engine of one silo: the symbols and the providers that live here, and their health. Knows no grain.</summary>
internal sealed class SiloEngine : IAsyncDisposable
{
    private readonly AdapterSource _adapters;
    private readonly GatewayHealth _health;
    private readonly SymbolSweeper _sweeper;
    private readonly Func<ConfigurationStatus> _configuration;
    private volatile StreamingConfig _config;
    private volatile GatewayPhase _phase;
    private DateTimeOffset? _startedAt;

    /// <param name="options">What the host gives.</param>
    /// <param name="calls">The rest of the cluster.</param>
    /// <param name="config">The configuration to begin with.</param>
    /// <param name="adapters">Where adapters come from.</param>
    /// <param name="configuration">Which configuration is in use.</param>
    /// <param name="demote">Lets others take over from a provider, all over the cluster.</param>
    public SiloEngine(
        ClusterHostOptions options,
        IClusterCalls calls,
        StreamingConfig config,
        AdapterSource adapters,
        Func<ConfigurationStatus> configuration,
        Action<ProviderId> demote)
    {
        (_adapters, _config, _configuration) = (adapters, config, configuration);
        var engine = options.Engine;
        var random = engine.Random ?? LockedRandom.Seeded(engine.Clock);
        Services = new SiloServices(engine, calls, random, engine.LoggerFactory ?? NullLoggerFactory.Instance);
        Symbols = new SiloSymbols(calls, engine.Clock, random, Services.Loggers);
        _sweeper = new SymbolSweeper(Symbols, Services.Loggers.CreateLogger<SymbolSweeper>());
        Providers = new SiloProviders(Services, config, adapters.CatalogOf(config.Plugins));
        Peers = new PeerTotals(Symbols.Hub);
        var sources = new HealthSources(
            Providers.Fleet, Providers.Memory, () => _config.Health, configuration, Peers.Counters, Symbols.Hub.Queues, Symbols.GetGroups, demote);
        _health = new GatewayHealth(sources, engine, random, Services.Logger);
        Symbols.Use(config);
    }

    public SiloSymbols Symbols { get; }

    public SiloProviders Providers { get; }

    /// <summary>What other silos' symbols count of the providers that run here.</summary>
    public PeerTotals Peers { get; }

    /// <summary>What its parts share.</summary>
    public SiloServices Services { get; }

    /// <summary>The one in use.</summary>
    public StreamingConfig Config => _config;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Providers.StartAsync(cancellationToken).ConfigureAwait(false);
        _adapters.Start(Providers);
        _health.Start();
        _sweeper.Start();
        _startedAt = Services.Clock.GetUtcNow();
    }

    /// <summary>What it owns from the beginning has been asked for what is wanted: how that stands tells from now on whether the silo is ready.</summary>
    public void BeginRunning() => Interlocked.CompareExchange(ref _phase, GatewayPhase.Running, GatewayPhase.Created);

    /// <summary>Does as configured from now on.</summary>
    public async Task ApplyAsync(StreamingConfig config, CancellationToken cancellationToken)
    {
        _config = config;
        Symbols.Use(config);
        _health.Configure();
        await Providers.ApplyAsync(config).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>It is going to end, and says so.</summary>
    public void BeginStopping() => _phase = GatewayPhase.Stopping;

    /// <summary>This silo's part of what operators see.</summary>
    public GatewayStatus GetStatus()
    {
        var streams = Symbols.Hub.SnapshotAll();
        var subscriptions = Symbols.Hub.Subscriptions();
        var totals = Symbols.Hub.Totals();
        var health = _health.Reports();
        return new GatewayStatus(_configuration(), _adapters.Outcome, [.. health.Select(report => report.Connection)], streams, subscriptions, totals)
        {
            Phase = _phase,
            StartedAt = _startedAt,
            Health = health,
            Queues = QueueHealth.Of(subscriptions, totals.Subscribers.Dropped),
            Groups = Symbols.GetGroups(),
            Alerts = _health.Alerts,
            Storage = Providers.Memory.Status,
        };
    }

    /// <summary>The adapters that serve here.</summary>
    public ImmutableArray<AdapterReport> Adapters()
    {
        var catalog = _adapters.CatalogOf(_config.Plugins);
        return _adapters.Outcome is { } outcome
            ? [.. outcome.Registered.Select(one => new AdapterReport(one.Name, one.Version, AdapterOrigins.Of(one.Origin), one.Description))]
            : [.. catalog.Names.Select(name => catalog.Create(name)).Select(one => new AdapterReport(one.ProviderName, one.ProviderVersion, AdapterOrigins.BuiltIn, one.Description))];
    }

    public async ValueTask DisposeAsync()
    {
        _phase = GatewayPhase.Stopped;
        await _sweeper.DisposeAsync().ConfigureAwait(false);
        Symbols.Dispose();
        await _adapters.DisposeAsync().ConfigureAwait(false);
        await _health.DisposeAsync().ConfigureAwait(false);
        await Providers.DisposeAsync().ConfigureAwait(false);
    }
}
