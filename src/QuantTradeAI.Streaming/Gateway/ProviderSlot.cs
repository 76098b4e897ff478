using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>
/// One configured provider: how many want what of it, and the session that serves them. The session can be exchanged; what is wanted stays,
/// and what the session of now does not serve is told as such and tried again when there is room.
/// </summary>
internal sealed class ProviderSlot(ProviderConfig config, CircuitBreaker circuit, Action<FeedStatus> tell, TimeProvider clock, GatewayLog log)
    : IStandby
{
    private readonly Lock _changing = new();
    private readonly Dictionary<(string Symbol, DataTypes DataType), int> _wanted = [];
    private readonly HashSet<(string Symbol, DataTypes DataType)> _unserved = [];
    private HashSet<(string Symbol, DataTypes DataType)> _configured = [];
    private volatile ProviderRun? _run;
    private bool _started;

    public string Name { get; } = config.Name;

    public ProviderId Id { get; } = ProviderId.Of(config.Name);

    /// <summary>As configured last.</summary>
    public ProviderConfig Config { get; private set; } = config;

    /// <summary>Whether it may be used. It outlives sessions.</summary>
    public CircuitBreaker Circuit => circuit;

    /// <summary>What runs; null while there is no adapter of that name.</summary>
    public ProviderRun? Run => _run;

    public DataTypes Offers => _run?.Settings.DataTypes ?? DataTypes.None;

    public ProviderHealthStatus GetHealthStatus() => HealthOf(_run);

    /// <summary>How it stands now, by one and the same session.</summary>
    public ProviderMoment Look()
    {
        var run = _run;
        return new ProviderMoment(run?.Session, HealthOf(run), circuit.State);
    }

    private ProviderHealthStatus HealthOf(ProviderRun? run) => run?.Session.GetHealthStatus() ?? new ProviderHealthStatus
    {
        Provider = Name,
        State = ProviderState.Disconnected,
        LastError = $"There is no adapter '{Name}' any more.",
    };

    /// <summary>Starts what runs now; what is installed later starts then. Safe to call again.</summary>
    public void Start()
    {
        lock (_changing)
        {
            if (!_started)
                _run?.Session.Start();
            _started = true;
        }
    }

    /// <summary>How many subscriptions it would take to keep these symbols and what subscribers have, with such an offer.</summary>
    public int CountWith(IEnumerable<string> symbols, DataTypes offers)
    {
        lock (_changing)
        {
            var others = _wanted.Where(pair => pair.Value > (_configured.Contains(pair.Key) ? 1 : 0)).Select(pair => pair.Key);
            return Channels(symbols, offers).Union(others.Where(key => offers.HasFlag(key.DataType))).Count();
        }
    }

    /// <summary>One more wants this; the first one makes the session subscribe.</summary>
    /// <exception cref="ProviderConfigurationException">The session may not subscribe to it; nothing was changed.</exception>
    public void Want(string symbol, DataTypes dataTypes)
    {
        lock (_changing)
        {
            var done = DataTypes.None;
            try
            {
                foreach (var dataType in dataTypes.Each())
                {
                    Add((symbol, dataType));
                    done |= dataType;
                }
            }
            catch (ProviderConfigurationException)
            {
                Unwant(symbol, done);
                throw;
            }
        }
    }

    /// <summary>One less wants this; the last one makes the session unsubscribe.</summary>
    public void Unwant(string symbol, DataTypes dataTypes)
    {
        lock (_changing)
        {
            foreach (var dataType in dataTypes.Each())
                Take((symbol, dataType));
        }
    }

    /// <summary>What configuration wants of it from now on, in place of what it wanted before; the session goes on.</summary>
    public void Configure(ProviderConfig config, IEnumerable<string> symbols)
    {
        lock (_changing)
        {
            Use(config);
            foreach (var added in Reconfigure(symbols, Offers))
                Serve(added);
        }
    }

    /// <summary>
    /// Serves from <paramref name="next"/> from now on, null for nothing. The way from the old session to the new one is returned, for the
    /// caller to take; null when there is none to take.
    /// </summary>
    public Handover? Install(ProviderRun? next, ProviderConfig config, IEnumerable<string> symbols)
    {
        lock (_changing)
        {
            Use(config);
            var previous = _run;
            _run = null;
            _unserved.Clear();
            Reconfigure(symbols, next?.Settings.DataTypes ?? DataTypes.None);
            _run = next;
            foreach (var wanted in _wanted.Keys.ToList())
                Serve(wanted);

            if (!_started)
                return null;
            if (previous is null)
                next?.Session.Start();
            return previous is null ? null : new Handover(previous.Session, next?.Session);
        }
    }

    private void Use(ProviderConfig config)
    {
        Config = config;
        circuit.Configure(CircuitOptions.Of(config.CircuitBreaker));
    }

    /// <summary>Exchanges what configuration wants, and returns what only it wants now. What it wants no longer goes first: that makes room.</summary>
    private List<(string Symbol, DataTypes DataType)> Reconfigure(IEnumerable<string> symbols, DataTypes offers)
    {
        var next = Channels(symbols, offers).ToHashSet();
        var before = _configured;
        _configured = next;
        foreach (var dropped in before.Except(next))
            Take(dropped);
        var added = new List<(string Symbol, DataTypes DataType)>();
        foreach (var wanted in next.Except(before))
        {
            var count = _wanted.GetValueOrDefault(wanted);
            _wanted[wanted] = count + 1;
            if (count == 0)
                added.Add(wanted);
        }

        return added;
    }

    private static IEnumerable<(string Symbol, DataTypes DataType)> Channels(IEnumerable<string> symbols, DataTypes offers) =>
        from symbol in symbols from dataType in offers.Each() select (symbol, dataType);

    private void Serve((string Symbol, DataTypes DataType) wanted)
    {
        if (_run is not { } run || TrySubscribe(run, wanted) is not { } problem)
            return;
        _unserved.Add(wanted);
        log.NotServedAnyMore(Name, wanted.Symbol, wanted.DataType, problem);
        tell(FeedStatus.GapOf(Symbol.Of(wanted.Symbol), Id, UnixNanos.Now(clock), GapReason.NotServed, wanted.DataType.Kind(), 0, 0, 0));
    }

    /// <summary>Null when the session subscribes to it; else why it does not.</summary>
    private static string? TrySubscribe(ProviderRun run, (string Symbol, DataTypes DataType) wanted)
    {
        try
        {
            run.Session.Subscribe([wanted.Symbol], wanted.DataType);
            return null;
        }
        catch (ProviderConfigurationException error)
        {
            return error.Message;
        }
    }

    private void Add((string Symbol, DataTypes DataType) wanted)
    {
        var count = _wanted.GetValueOrDefault(wanted);
        if (count == 0 || _unserved.Contains(wanted))
            _run?.Session.Subscribe([wanted.Symbol], wanted.DataType);
        _unserved.Remove(wanted);
        _wanted[wanted] = count + 1;
    }

    private void Take((string Symbol, DataTypes DataType) wanted)
    {
        var count = _wanted.GetValueOrDefault(wanted);
        if (count > 1)
            _wanted[wanted] = count - 1;
        else if (_wanted.Remove(wanted) && !_unserved.Remove(wanted))
            Leave(wanted);
    }

    private void Leave((string Symbol, DataTypes DataType) wanted)
    {
        _run?.Session.Unsubscribe([wanted.Symbol], wanted.DataType);
        foreach (var waiting in _unserved.ToList())
        {
            if (_run is { } run && TrySubscribe(run, waiting) is null)
                _unserved.Remove(waiting);
        }
    }
}
