using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Storage;
using QuantTradeAI.Streaming.Transport;

namespace QuantTradeAI.Cluster.Engine;

/// <summary>The providers whose owners are on this silo: the engine's fleet, each with a pump to the symbols in place of a hub.</summary>
internal sealed partial class SiloProviders : IFleetListener, IProviderHost
{
    private readonly SiloServices _services;
    private readonly ConcurrentDictionary<string, HostedProvider> _hosted = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _applying = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly CircuitStandings _standings = new();
    private readonly ProviderCircuits _circuits;
    private readonly ConfiguredExpectations _expectations;
    private readonly GatewayLog _log;
    private readonly ProviderCommands _commands;
    private volatile StreamingConfig _config;
    private SymbolPlan _plan;

    public SiloProviders(SiloServices services, StreamingConfig config, IAdapterCatalog catalog)
    {
        (_services, _config, _plan) = (services, config, SymbolPlan.Of(config));
        _log = new GatewayLog(services.Loggers.CreateLogger(StreamingGateway.LogCategory));
        _expectations = new ConfiguredExpectations(config);
        Memory = new ProviderMemory(() => Store, services.Clock, services.Logger);
        _circuits = new ProviderCircuits(_standings, Memory, services.Clock, services.Random, services.Logger);
        _circuits.Changed += transition => OnChanged(transition.Name);
        var sessionServices = new SessionServices(
            services.Clock,
            services.Random,
            new WebSocketConnector(services.Clock, services.Options.ValidateCertificate),
            new ConnectLimiter(services.Clock),
            services.Logger)
        {
            Expectations = _expectations,
        };
        var sessions = new SessionFactory(catalog, provider => _hosted[provider].Pump, sessionServices, services.Options, OnChanged);
        Fleet = new ProviderFleet(sessions, _circuits, this, services.Clock, _log, RunsHere);
        _commands = new ProviderCommands(Fleet, null, () => Memory.Status is { IsLasting: true }, _log);
        Watch = new ProviderWatch(Fleet, () => _config, services.Clock, _log);
    }

    /// <summary>What runs.</summary>
    public ProviderFleet Fleet { get; }

    /// <summary>What is kept of it.</summary>
    public ProviderMemory Memory { get; }

    /// <summary>Tells people of those that are down.</summary>
    public ProviderWatch Watch { get; }

    /// <summary>Those whose owners are here, by name.</summary>
    public ImmutableArray<HostedProvider> Hosted => [.. _hosted.Values.OrderBy(one => one.Name, StringComparer.Ordinal)];

    private RoutedStateStore Store { get; } = new();

    /// <summary>A standing has changed; handlers must be quick.</summary>
    public event Action<ProviderStandingReport>? StandingChanged;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Memory.OpenAsync(cancellationToken).ConfigureAwait(false);
        Fleet.Start();
        Watch.Start();
    }

    /// <summary>Does as configured from now on. A provider that cannot run as configured says so itself; the others are not held up.</summary>
    public Task ApplyAsync(StreamingConfig config) => ChangeAsync(() =>
    {
        _config = config;
        _expectations.Use(config);
        return Reapply();
    });

    /// <summary>A provider is owned here from now on. Nothing of it is left where that fails, nor of an owner of before that did not release it.</summary>
    public async Task TakeAsync(HostedProvider provider, ProviderRecord record, bool isWritten, IProviderStateStore store)
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync().ConfigureAwait(false);
        if (_hosted.TryGetValue(provider.Name, out var leftOver))
            await ReleaseAsync(leftOver, atOnce.Token).ConfigureAwait(false);
        try
        {
            await AddAsync(provider, record, isWritten, store).ConfigureAwait(false);
        }
        catch
        {
            await ReleaseAsync(provider, atOnce.Token).ConfigureAwait(false);
            throw;
        }
    }

    private Task AddAsync(HostedProvider provider, ProviderRecord record, bool isWritten, IProviderStateStore store) => ChangeAsync(() =>
    {
        Store.Route(provider.Name, store);
        Memory.Adopt(record, isWritten);
        _hosted[provider.Name] = provider;
        var applied = Reapply();
        foreach (var symbol in _plan.KeptBy(provider.Name))
            provider.Pump.ShowTo(Symbol.Of(symbol));
        return applied;
    });

    /// <summary>It is owned here no longer: disconnects it, sends what waits, and writes where it stands, until the deadline.</summary>
    public async Task ReleaseAsync(HostedProvider provider, CancellationToken deadline)
    {
        if (!_hosted.TryRemove(new KeyValuePair<string, HostedProvider>(provider.Name, provider)))
            return;
        await ChangeAsync(Reapply).WaitAsync(deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await provider.Pump.DrainAsync(deadline).ConfigureAwait(false);
        await provider.Pump.DisposeAsync().ConfigureAwait(false);
        await Memory.FlushAsync(deadline).ConfigureAwait(false);
        if (!_hosted.ContainsKey(provider.Name))
        {
            Memory.Forget(provider.Name);
            Store.Route(provider.Name, null);
        }

        provider.NoteReleased();
    }

    /// <inheritdoc/>
    public Task SwitchAsync(string provider, CancellationToken cancellationToken) => ChangeAsync(() =>
    {
        RetryBroken();
        return _hosted.ContainsKey(provider) ? Fleet.Switch(provider, _stopping.Token) : Task.CompletedTask;
    }).WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Watch.Dispose();
        await _stopping.CancelAsync().ConfigureAwait(false);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), _services.Clock);
        await Memory.CloseAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    void IFleetListener.Planned(StreamingConfig config)
    {
        // Symbols follow the configuration by themselves.
    }

    void IFleetListener.Installed(ProviderRun run)
    {
        if (_hosted.TryGetValue(run.Session.Provider.Name, out var hosted))
            hosted.Pump.Facts = new ProviderFacts(run.Session.TradeIds, run.Venue, run.Settings.DataTypes);
    }

    void IFleetListener.Changed(IReadOnlyList<ProviderSlot> slots, SymbolPlan plan)
    {
        foreach (var hosted in _hosted.Values)
            AskWanted(hosted);
    }

    void IFleetListener.Tell(in FeedStatus status)
    {
        if (_hosted.TryGetValue(status.Provider.Name, out var hosted))
            hosted.Pump.Publish(status);
    }

    private bool RunsHere(string provider) => _hosted.TryGetValue(provider, out var hosted) && hosted.Problem is null;

    /// <summary>One that cannot run as configured must not keep the others from it: it is left out, and tried again with the next change.</summary>
    private Task Reapply()
    {
        _plan = SymbolPlan.Of(_config);
        foreach (var hosted in _hosted.Values)
            hosted.Problem = ProblemOf(hosted, _plan);
        var applied = Fleet.Apply(_config, _stopping.Token);
        foreach (var hosted in _hosted.Values)
            OnChanged(hosted.Name);
        return applied;
    }

    private string? ProblemOf(HostedProvider hosted, SymbolPlan plan)
    {
        if (_config.Providers.FirstOrDefault(one => one.Name == hosted.Name) is not { } config)
            return $"No provider '{hosted.Name}' is configured.";
        return Fleet.ProblemOf(config, plan);
    }

    private void RetryBroken()
    {
        if (_hosted.Values.Any(hosted => hosted.Problem is not null))
            Reapply();
    }

    private async Task ChangeAsync(Func<Task> change)
    {
        await _applying.WaitAsync(_stopping.Token).ConfigureAwait(false);
        Task changing;
        try
        {
            changing = change();
        }
        finally
        {
            _applying.Release();
        }

        await changing.ConfigureAwait(false);
    }
}
