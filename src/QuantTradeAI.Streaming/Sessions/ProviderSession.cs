using System.Numerics;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>
/// One provider's connections with all that keeps them alive. What is wanted is spread over as many connections as the venue's
/// limits ask for; each lives, fails and recovers apart.
/// </summary>
internal sealed class ProviderSession : IProviderConnection, IAsyncDisposable
{
    private static readonly TimeSpan StalenessCheck = TimeSpan.FromSeconds(1);

    private readonly SessionContext _session;
    private readonly Lock _changing = new();
    private readonly Dictionary<ChannelSubscription, WantedChannel> _wanted = [];
    private readonly Dictionary<Symbol, (string Native, int Count)> _wantedOf = [];
    private readonly Dictionary<string, Symbol> _spelt = new(StringComparer.Ordinal);
    private readonly List<ConnectionRunner> _runners = [];
    private readonly Dictionary<Symbol, ConnectionRunner> _runnerOf = [];
    private readonly List<Task> _retiring = [];
    private readonly SubscriptionLimits _limits;
    private ITimer? _stalenessTimer;
    private ProviderState _phase = ProviderState.Disconnected;
    private Task? _stopped;

    public ProviderSession(
        StreamingProviderAdapter adapter, ProviderSettings settings, IMarketDataSink sink, SessionServices services, CircuitBreaker? circuit = null)
    {
        _session = new SessionContext(adapter, settings, sink, services, circuit);
        _limits = new SubscriptionLimits(adapter, settings);
        Version = adapter.ProviderVersion;
        _session.OnChanged = () => Changed?.Invoke();
        adapter.Attach(this);
    }

    /// <summary>A connection or its subscriptions have changed. Handlers must be quick.</summary>
    public event Action? Changed;

    /// <summary>The provider.</summary>
    public ProviderId Provider => _session.Provider;

    /// <summary>The adapter's version.</summary>
    public string Version { get; }

    /// <summary>Whether it runs the same code as <paramref name="adapter"/>.</summary>
    public bool Runs(StreamingProviderAdapter adapter) => _session.Adapter.GetType() == adapter.GetType() && Version == adapter.ProviderVersion;

    /// <summary>What its venue's trade ids tell.</summary>
    public TradeIdRule TradeIds => _session.Adapter.TradeIds;

    /// <summary>Whether another session of this provider can be live before this one ends, without anything delivered twice.</summary>
    public bool AllowsOverlap => !_session.Rules.ClosesBeforeOpening && TradeIds != TradeIdRule.None;

    /// <summary>Whether anything can be expected of one of its symbols now.</summary>
    public bool IsAnyMarketOpen => _session.Staleness.IsAnyMarketOpen(UnixNanos.Now(_session.Clock));

    /// <summary>Starts connecting to whatever is wanted; what is wanted later is connected then.</summary>
    public void Start()
    {
        lock (_changing)
        {
            if (_phase != ProviderState.Disconnected)
                return;
            _phase = ProviderState.Live;
            _stopped = null;
            _stalenessTimer = _session.Clock.CreateTimer(_ => CheckStaleness(), null, StalenessCheck, StalenessCheck);
            if (_session.Circuit is { } circuit)
                circuit.Changed += OnCircuitChanged;
            foreach (var wanted in _wanted.Values)
                Assign(wanted);
        }
    }

    /// <inheritdoc/>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        Task? stopping;
        lock (_changing)
            stopping = _phase == ProviderState.Stopping ? _stopped : null;
        if (stopping is not null)
            await stopping.WaitAsync(cancellationToken).ConfigureAwait(false);
        Start();
        Task attempt;
        lock (_changing)
            attempt = _runners.Count == 0 ? Task.CompletedTask : _runners[0].Attempt;
        await attempt.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Subscribe(IEnumerable<string> symbols, DataTypes dataTypes)
    {
        foreach (var name in symbols)
        {
            foreach (var dataType in dataTypes.Each())
                Want(Symbol.Of(name), dataType);
        }
    }

    /// <inheritdoc/>
    public void Unsubscribe(IEnumerable<string> symbols, DataTypes dataTypes)
    {
        foreach (var name in symbols)
        {
            foreach (var dataType in dataTypes.Each())
                Unwant(Symbol.Of(name), dataType);
        }
    }

    /// <summary>Replaces its connections, the new one first where the venue lets that be; one that waits to be tried is tried now.</summary>
    public void Renew()
    {
        foreach (var runner in Runners())
            runner.Renew();
    }

    /// <summary>Replaces its connections like <see cref="Renew"/>, but hurries none that is being made already: the venue may have asked to wait.</summary>
    public void Replace(string reason)
    {
        foreach (var runner in Runners())
            runner.Replace(reason);
    }

    /// <summary>Another session of this provider still delivers: a failure here is no loss. Before <see cref="Start"/>.</summary>
    public void StandBy() => _session.StandBy();

    /// <summary>What failed until now was no loss; what fails from now on is told by <see cref="TakeOver"/>.</summary>
    public void ForgetLosses() => _session.ForgetLosses();

    /// <summary>The other session has ended; what is lost here is told from now on.</summary>
    public void TakeOver() => _session.TakeOver();

    /// <summary>What the venue has acknowledged, by canonical symbol.</summary>
    public IReadOnlyCollection<(Symbol Symbol, DataTypes DataType)> Active()
    {
        return [.. Runners().SelectMany(runner => runner.Open()).SelectMany(connection => connection.Ledger.Active())
            .Select(wanted => (wanted.Symbol, wanted.Channel.DataType)).Distinct()];
    }

    /// <summary>Whether the venue has acknowledged all of these that are wanted here.</summary>
    public bool ServesAll(IEnumerable<(Symbol Symbol, DataTypes DataType)> others)
    {
        var active = Active().ToHashSet();
        lock (_changing)
        {
            return others.All(other => active.Contains(other)
                || !_wanted.Values.Any(wanted => wanted.Symbol == other.Symbol && wanted.Channel.DataType == other.DataType));
        }
    }

    /// <inheritdoc/>
    public Task DisconnectAsync(CancellationToken cancellationToken) => EndAsync(isReplaced: false, cancellationToken);

    /// <summary>Ends like <see cref="DisconnectAsync"/> but tells nobody of a loss: another session delivers the same already.</summary>
    public Task RetireAsync(CancellationToken cancellationToken) => EndAsync(isReplaced: true, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(DisconnectAsync(CancellationToken.None));

    /// <inheritdoc/>
    public ProviderHealthStatus GetHealthStatus()
    {
        List<ConnectionRunner> runners;
        int wanted;
        lock (_changing)
        {
            runners = [.. _runners];
            wanted = _wanted.Count;
        }

        return SessionHealth.Of(_session, runners, wanted, _phase);
    }

    private List<ConnectionRunner> Runners()
    {
        lock (_changing)
            return [.. _runners];
    }

    private Task EndAsync(bool isReplaced, CancellationToken cancellationToken)
    {
        lock (_changing)
        {
            if (_phase == ProviderState.Live)
                _stopped = StopAsync(isReplaced);
            return _stopped?.WaitAsync(cancellationToken) ?? Task.CompletedTask;
        }
    }

    private void Want(Symbol symbol, DataTypes dataType)
    {
        _limits.RequireOffered(symbol, dataType);
        var spelling = Native(symbol);
        lock (_changing)
        {
            var (native, others) = _wantedOf.GetValueOrDefault(symbol, (spelling, 0));
            if (_spelt.TryGetValue(native, out var namesake) && namesake != symbol)
            {
                throw new ProviderConfigurationException(
                    $"{_session.Provider}: {symbol} and {namesake} are both spelt '{native}' there; subscribe to one of them only.");
            }

            var wanted = new WantedChannel(new ChannelSubscription(dataType, native), symbol);
            if (_wanted.ContainsKey(wanted.Channel))
                return;
            _limits.RequireRoom(_wanted.Count, wanted);
            _wanted.Add(wanted.Channel, wanted);
            if (others == 0)
            {
                _spelt[native] = symbol;
                _session.Symbols.Set(native, symbol);
                _session.Staleness.Add(symbol);
            }

            _wantedOf[symbol] = (native, others + 1);
            if (_phase == ProviderState.Live)
                Assign(wanted);
        }
    }

    private void Unwant(Symbol symbol, DataTypes dataType)
    {
        lock (_changing)
        {
            // The spelling of when it was wanted: the adapter is not asked again.
            if (!_wantedOf.TryGetValue(symbol, out var known))
                return;
            var channel = new ChannelSubscription(dataType, known.Native);
            if (!_wanted.Remove(channel))
                return;
            _wantedOf[symbol] = known with { Count = known.Count - 1 };
            if (known.Count == 1)
            {
                _wantedOf.Remove(symbol);
                _runnerOf.Remove(symbol);
                _spelt.Remove(known.Native);
                _session.Symbols.Remove(known.Native);
                _session.Staleness.Remove(symbol);
                // Whoever subscribes again hears that the time between is missing, and why.
                _session.AnnounceLoss(symbol);
            }

            var runner = _runners.Find(candidate => candidate.Unwant(channel));
            if (runner is { Count: 0 })
            {
                _runners.Remove(runner);
                foreach (var (other, _) in _runnerOf.Where(pair => pair.Value == runner).ToList())
                    _runnerOf.Remove(other);
                _retiring.RemoveAll(task => task.IsCompleted);
                _retiring.Add(runner.StopAsync());
            }
        }
    }

    /// <summary>All of a symbol goes over one connection, so that its status is true of all its data.</summary>
    private void Assign(WantedChannel wanted)
    {
        if (!_runnerOf.TryGetValue(wanted.Symbol, out var runner) || runner.Count >= _session.Rules.MaxSubscriptionsPerConnection)
            runner = _runners.Find(HasRoomForASymbol);
        if (runner is null)
        {
            runner = new ConnectionRunner(_session);
            _runners.Add(runner);
            runner.Want(wanted);
            runner.Start(_session.Rules.ClosesBeforeOpening ? Task.WhenAll(_retiring) : Task.CompletedTask);
        }
        else
        {
            runner.Want(wanted);
        }

        _runnerOf[wanted.Symbol] = runner;
    }

    private bool HasRoomForASymbol(ConnectionRunner runner)
    {
        var dataTypes = BitOperations.PopCount((uint)_session.Settings.DataTypes);
        return runner.Count <= Math.Max(0, _session.Rules.MaxSubscriptionsPerConnection - dataTypes);
    }

    private async Task StopAsync(bool isReplaced)
    {
        _phase = ProviderState.Stopping;
        _stalenessTimer?.Dispose();
        var runners = _runners.ToList();
        var retiring = _retiring.ToList();
        _runners.Clear();
        _runnerOf.Clear();
        await Task.WhenAll(runners.Select(runner => runner.StopAsync()).Concat(retiring)).ConfigureAwait(false);
        if (_session.Circuit is { } circuit)
            circuit.Changed -= OnCircuitChanged;
        lock (_changing)
        {
            // What comes after a later start has missed what came meanwhile; and until then nothing flows.
            if (runners.Count > 0 && !isReplaced)
                AnnounceEnd();
            _phase = ProviderState.Disconnected;
        }
    }

    /// <summary>Isolated, its connections end. They come back when the circuit lets them.</summary>
    private void OnCircuitChanged(CircuitTransition transition)
    {
        if (transition.After is not { Phase: CircuitPhase.Isolated, Reason: var reason })
            return;
        foreach (var runner in Runners())
            _ = runner.SuspendAsync(reason);
    }

    private void AnnounceEnd()
    {
        foreach (var symbol in _wantedOf.Keys)
            _session.AnnounceLoss(symbol);
    }

    private void CheckStaleness()
    {
        if (_phase != ProviderState.Live)
            return;
        var now = UnixNanos.Now(_session.Clock);
        foreach (var symbol in _session.Staleness.FindStale(now))
        {
            _session.Log.Stale(symbol.Name);
            _session.Sink.Publish(FeedStatus.Of(FeedStatusKind.Stale, symbol, _session.Provider, now));
        }
    }

    private string Native(Symbol symbol)
    {
        if (_session.Settings.NativeSymbols.TryGetValue(symbol.Name, out var configured))
            return configured;
        try
        {
            return _session.Adapter.ToNativeSymbol(symbol.Name);
        }
        catch (Exception error)
        {
            throw new ProviderConfigurationException(
                $"{_session.Provider}: the adapter has no spelling for {symbol} ({error.Message}); set it in native_symbols.", error);
        }
    }
}
