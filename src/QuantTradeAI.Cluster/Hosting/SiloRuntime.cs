using Microsoft.Extensions.Logging;
using QuantTradeAI.Cluster.Configuration;
using QuantTradeAI.Cluster.Engine;
using QuantTradeAI.Cluster.Placement;
using QuantTradeAI.Cluster.Supervision;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Cluster.Hosting;

/// <summary>
/// The silo's engine between the life of its host and the grains: it starts once the silo can call others, and ends when all of its grains have gone.
/// Before the silo leaves, it hands over what it owns.
/// </summary>
internal sealed class SiloRuntime : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(20);

    private readonly ClusterHostOptions _options;
    private readonly ILoggerFactory _loggers;
    private readonly AdapterSource _adapters;
    private readonly ConfigurationFollower _follower;
    private readonly TaskCompletionSource<SiloEngine> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SiloSupervisor _supervisor;
    private readonly LeavingSilos _leaving;
    private readonly IClusterMembershipService _membership;

    public SiloRuntime(ClusterHostOptions options, ILoggerFactory loggers, ClusterCalls calls, AdapterMap map, LeavingSilos leaving, IClusterMembershipService membership)
    {
        _loggers = options.Engine.LoggerFactory ?? loggers;
        _options = options with { Engine = options.Engine with { LoggerFactory = _loggers } };
        (Calls, _leaving, _membership) = (calls, leaving, membership);
        _adapters = new AdapterSource(_options.Engine, () => _supervisor?.Ask());
        var reader = new ConfigurationReader(options.ConfigPath, _adapters.CatalogOf, options.Engine.Variables ?? Environment.GetEnvironmentVariable, () => map.Adapters);
        var followerCalls = new FollowerCalls(
            (bundle, isChange, _) => calls.Registry.OfferConfigurationAsync(bundle.OfferOf(calls.Silo, isChange)),
            _ => calls.Registry.GetConfigurationAsync(),
            ApplyAsync);
        _follower = new ConfigurationFollower(reader, followerCalls, options.Engine.Clock, _loggers.CreateLogger(StreamingGateway.LogCategory));
        _supervisor = new SiloSupervisor(this, calls, map, leaving, membership, options.Engine.Clock, _loggers.CreateLogger<SiloSupervisor>());
    }

    public ClusterCalls Calls { get; }

    /// <summary>The engine, once it runs.</summary>
    /// <exception cref="InvalidOperationException">It does not run yet.</exception>
    public SiloEngine Engine => _ready.Task.IsCompletedSuccessfully ? _ready.Task.Result : throw new InvalidOperationException("The silo has not started yet; ask again.");

    /// <summary>The engine; null before it runs.</summary>
    public SiloEngine? EngineIfReady => _ready.Task.IsCompletedSuccessfully ? _ready.Task.Result : null;

    /// <summary>As configured when the silo started.</summary>
    public ClusterConfig Options { get; private set; } = new();

    /// <summary>
    /// Whether this silo is about to end while another one stays: a grain that begins here has to begin there instead. Placement knows that, but a call
    /// that was sent to where the grain lived before begins it without being placed.
    /// </summary>
    public bool IsLeaving => _leaving.Contains(Calls.Address)
        && _membership.CurrentSnapshot.Members.Values.Any(member => member.Status == SiloStatus.Active && !_leaving.Contains(member.SiloAddress));

    /// <summary>Which configuration is in use.</summary>
    public ConfigurationFollower Configuration => _follower;

    /// <summary>The silo's name.</summary>
    public string Name => _options.SiloName;

    public TimeProvider Clock => _options.Engine.Clock;

    /// <summary>Returns when the engine runs.</summary>
    /// <exception cref="TimeoutException">It does not, for long.</exception>
    public Task<SiloEngine> WhenReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(ReadyLimit, Clock, cancellationToken);

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(SiloRuntime), ServiceLifecycleStage.Active + 1, StartAsync, _supervisor.LeaveAsync);
        lifecycle.Subscribe(nameof(SiloRuntime), ServiceLifecycleStage.ApplicationServices, _ => Task.CompletedTask, _ => EndAsync());
    }

    /// <summary>Does what an operator asks of a provider that is owned here.</summary>
    public async Task<OperationOutcome> ExecuteHereAsync(ProviderOperation operation, string provider, string? reason) =>
        operation == ProviderOperation.Failover
            ? await Operations.ClusterFailover.DemoteAsync(Calls, provider, Clock)
            : Engine.Providers.Execute(operation, provider, reason);

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await _follower.StartAsync(cancellationToken);
        Options = _follower.Current.Cluster;
        var engine = new SiloEngine(_options, Calls, _follower.Current, _adapters, () => _follower.Status, Demote);
        await engine.StartAsync(cancellationToken);
        _ready.SetResult(engine);
        _supervisor.Start();
    }

    private Task ApplyAsync(StreamingConfig config, CancellationToken cancellationToken)
    {
        _supervisor.Ask();
        return EngineIfReady?.ApplyAsync(config, cancellationToken) ?? Task.CompletedTask;
    }

    private void Demote(ProviderId provider) => _ = Operations.ClusterFailover.DemoteAsync(Calls, provider.Name, Clock);

    private async Task EndAsync()
    {
        await _supervisor.DisposeAsync();
        await _follower.DisposeAsync();
        if (EngineIfReady is { } engine)
            await engine.DisposeAsync();
        else
            await _adapters.DisposeAsync();
    }
}
