using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>
/// One configured provider: how many want what of it, and the session that serves them. The session can be exchanged; what is wanted stays.
/// </summary>
internal sealed class ProviderSlot(ProviderConfig config, GatewayLog log)
{
    private readonly Lock _changing = new();
    private readonly Dictionary<(string Symbol, DataTypes DataType), int> _wanted = [];
    private HashSet<(string Symbol, DataTypes DataType)> _configured = [];
    private volatile ProviderRun? _run;
    private bool _started;

    public string Name { get; } = config.Name;

    public ProviderId Id { get; } = ProviderId.Of(config.Name);

    /// <summary>As configured last.</summary>
    public ProviderConfig Config { get; private set; } = config;

    /// <summary>What runs; null while there is no adapter of that name.</summary>
    public ProviderRun? Run => _run;

    public DataTypes Offers => _run?.Settings.DataTypes ?? DataTypes.None;

    public ProviderHealthStatus GetHealthStatus() => _run?.Session.GetHealthStatus() ?? new ProviderHealthStatus
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

    /// <summary>What configuration wants of it from now on, in place of what it wanted before.</summary>
    public void Configure(ProviderConfig config, IEnumerable<string> symbols)
    {
        lock (_changing)
        {
            Config = config;
            var (added, dropped) = Reconfigure(symbols, Offers);
            foreach (var wanted in added)
                Add(wanted);
            foreach (var wanted in dropped)
                Take(wanted);
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
            Config = config;
            var previous = _run;
            _run = null;
            var (added, dropped) = Reconfigure(symbols, next?.Settings.DataTypes ?? DataTypes.None);
            foreach (var wanted in added)
                Add(wanted);
            foreach (var wanted in dropped)
                Take(wanted);
            _run = next;
            foreach (var (symbol, dataType) in next is null ? [] : _wanted.Keys.ToList())
                Subscribe(next!, symbol, dataType);

            if (!_started)
                return null;
            if (previous is null)
                next?.Session.Start();
            return previous is null ? null : new Handover(previous.Session, next?.Session);
        }
    }

    private (List<(string Symbol, DataTypes DataType)> Added, List<(string Symbol, DataTypes DataType)> Dropped) Reconfigure(
        IEnumerable<string> symbols, DataTypes offers)
    {
        var next = (from symbol in symbols from dataType in offers.Each() select (symbol, dataType)).ToHashSet();
        var before = _configured;
        _configured = next;
        return ([.. next.Except(before)], [.. before.Except(next)]);
    }

    private void Subscribe(ProviderRun run, string symbol, DataTypes dataType)
    {
        try
        {
            run.Session.Subscribe([symbol], dataType);
        }
        catch (ProviderConfigurationException error)
        {
            log.NotServedAnyMore(Name, symbol, dataType, error.Message);
        }
    }

    private void Add((string Symbol, DataTypes DataType) wanted)
    {
        var count = _wanted.GetValueOrDefault(wanted);
        if (count == 0)
            _run?.Session.Subscribe([wanted.Symbol], wanted.DataType);
        _wanted[wanted] = count + 1;
    }

    private void Take((string Symbol, DataTypes DataType) wanted)
    {
        var count = _wanted.GetValueOrDefault(wanted);
        if (count > 1)
            _wanted[wanted] = count - 1;
        else if (_wanted.Remove(wanted))
            _run?.Session.Unsubscribe([wanted.Symbol], wanted.DataType);
    }
}
