using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Cluster.Symbols;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Operations;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Engine;

/// <summary>The symbols that live on this silo: one hub for all of them, and the engine's routing and failover over providers that run anywhere.</summary>
internal sealed class SiloSymbols : IDisposable
{
    private readonly Lock _changing = new();
    private readonly ConcurrentDictionary<ProviderId, RemoteProvider> _providers = new();
    private readonly ConcurrentDictionary<Symbol, SymbolHost> _hosts = new();
    private readonly ConcurrentDictionary<ProviderId, ProviderFacts> _facts = new();
    private readonly WantedSenderOptions _sending;
    private readonly GatewayDemand _demand;
    private readonly FailoverCoordinator _failover;
    private volatile SymbolPlan _plan = SymbolPlan.Of(new StreamingConfig { Providers = [] });
    private ImmutableArray<RemoteProvider> _ordered = [];
    private int _version;

    public SiloSymbols(IClusterCalls calls, TimeProvider clock, Func<double> random, ILoggerFactory loggers)
    {
        Clock = clock;
        _sending = new WantedSenderOptions(calls, clock, random);
        _demand = new GatewayDemand(new GatewayLog(loggers.CreateLogger(StreamingGateway.LogCategory)));
        _failover = new FailoverCoordinator(clock, loggers.CreateLogger(FailoverCoordinator.LogCategory), new RemoteStandings(_providers));
        Hub = new SymbolHub(clock, 1, loggers.CreateLogger("QuantTradeAI.Streaming"), _demand, _failover.Policy);
        _demand.Connect(Hub);
        _failover.Connect(Hub, provider => _providers.GetValueOrDefault(provider));
        _demand.Reroute(new SymbolRoutes([], _plan));
    }

    public SymbolHub Hub { get; }

    public TimeProvider Clock { get; }

    /// <summary>Grows with each change of what there is to publish.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>Those that are open here.</summary>
    public ICollection<SymbolHost> Hosts => _hosts.Values;

    /// <summary>Does as configured from now on.</summary>
    public void Use(StreamingConfig config)
    {
        lock (_changing)
        {
            var names = config.Providers.Select(provider => ProviderId.Of(provider.Name)).ToHashSet();
            _failover.Use(config.Failover);
            _plan = SymbolPlan.Of(config);
            foreach (var name in names)
                _providers.GetOrAdd(name, static (id, sending) => new RemoteProvider(id.Name, sending), _sending);
            _ordered = [.. config.Providers.Select(provider => _providers[ProviderId.Of(provider.Name)])];
            Reroute();
            foreach (var (name, gone) in _providers.Where(pair => !names.Contains(pair.Key)).ToList())
            {
                _providers.TryRemove(name, out _);
                gone.Dispose();
            }
        }
    }

    /// <summary>The symbol lives here from now on.</summary>
    public void Open(SymbolHost host, ProviderId source)
    {
        Hub.Open(host.Symbol, host.Epoch, source);
        _hosts[host.Symbol] = host;
        lock (_changing)
            _demand.SetSources(host.Symbol);
        _failover.Ask();
    }

    /// <summary>It lives here no longer: how far its streams had come.</summary>
    public ImmutableArray<StreamSnapshot> Close(SymbolHost host)
    {
        if (!_hosts.TryRemove(new KeyValuePair<Symbol, SymbolHost>(host.Symbol, host)))
            return [];
        _failover.Leave(host.Symbol);
        return Hub.Close(host.Symbol);
    }

    /// <summary>The kinds that a symbol's configured sources are known to serve; none for a symbol that configuration does not name.</summary>
    public DataTypes OffersOf(Symbol symbol) => _plan.SourcesOf(symbol.Name)
        .Select(name => _providers.GetValueOrDefault(ProviderId.Of(name))?.Report?.Offers ?? DataTypes.None)
        .Aggregate(DataTypes.None, (all, offers) => all | offers);

    /// <summary>Whether it is known of every provider how it stands.</summary>
    public bool AllStand() => _providers.Values.All(provider => provider.Report is not null);

    /// <summary>The epoch of a provider's owner, as far as this silo has heard; 0 before.</summary>
    public long EpochOf(ProviderId provider) => _providers.GetValueOrDefault(provider)?.Report?.Epoch ?? 0;

    /// <summary>What there is to know of a provider whose events come.</summary>
    public void Register(ProviderId provider, ProviderFacts facts)
    {
        if (_facts.TryGetValue(provider, out var known) && known == facts)
            return;
        _facts[provider] = facts;
        Hub.RegisterProvider(provider, facts.TradeIds, facts.Venue, facts.Offers);
    }

    /// <summary>A provider stands otherwise: sources are chosen by that when this returns.</summary>
    public void Note(ProviderStandingReport report)
    {
        var provider = ProviderId.Of(report.Provider);
        if (!_providers.TryGetValue(provider, out var remote) || remote.Note(report) is not (var change and not StandingChange.None))
            return;
        if (change.HasFlag(StandingChange.Offers))
        {
            lock (_changing)
                Reroute();
        }

        Review(provider);
    }

    /// <summary>A silo has gone, and with it the owners that ran there: what they served is disconnected.</summary>
    public void NoteSiloGone(string silo)
    {
        foreach (var (provider, remote) in _providers)
        {
            if (!remote.NoteGone(silo, Clock.GetUtcNow()))
                continue;
            Review(provider);
            foreach (var symbol in _hosts.Keys)
            {
                if (Hub.Snapshot(new StreamKey(symbol, provider)) is { State: not null })
                    Hub.Publish(FeedStatus.Of(FeedStatusKind.Disconnected, symbol, provider, UnixNanos.Now(Clock)));
            }
        }
    }

    /// <summary>Has others take over from a provider where they can.</summary>
    public OperationOutcome Demote(ProviderId provider) => _failover.Demote(provider);

    /// <summary>Who stands in for whom, of the symbols that live here.</summary>
    public ImmutableArray<FailoverGroupStatus> GetGroups() =>
        [.. _failover.GetStatus().Select(group => group with { Symbols = [.. group.Symbols.Where(one => _hosts.ContainsKey(Symbol.Of(one.Symbol)))] })];

    public void Dispose()
    {
        _failover.Dispose();
        foreach (var provider in _providers.Values)
            provider.Dispose();
    }

    private void Review(ProviderId provider)
    {
        foreach (var symbol in _hosts.Keys)
            Hub.ReviewSource(symbol);
        _failover.NoteStanding(provider);
    }

    private void Reroute()
    {
        _demand.Reroute(new SymbolRoutes(_ordered, _plan));
        foreach (var symbol in _hosts.Keys)
            _demand.SetSources(symbol);
        _failover.Ask();
        Interlocked.Increment(ref _version);
    }
}
