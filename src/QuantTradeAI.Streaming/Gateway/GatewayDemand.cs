using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>
/// Turns what subscribers want into what providers are asked for, and asks others when configuration or adapters have changed.
/// </summary>
internal sealed class GatewayDemand(GatewayLog log) : IDemand
{
    private readonly Lock _choosing = new();
    private readonly Dictionary<(StreamKey Stream, DataTypes DataTypes), Served> _served = [];
    private readonly Dictionary<Symbol, List<DataTypes>> _wanted = [];
    private SymbolRoutes? _routes;
    private SymbolHub? _hub;

    /// <summary>Ties the two ends together, once, before the first subscription.</summary>
    public void Connect(SymbolHub hub) => _hub = hub;

    public void Added(StreamKey stream, DataTypes dataTypes)
    {
        lock (_choosing)
        {
            var providers = _routes!.Find(stream, dataTypes);
            if (stream.IsConsolidated)
                RequireSource(stream, dataTypes, providers);
            var isNew = !_served.ContainsKey((stream, dataTypes));
            var served = _served.GetValueOrDefault((stream, dataTypes)) ?? new Served();
            if (served.By is null)
                Want(providers[0], stream, dataTypes, served.Count + 1);
            else
                served.By.Want(stream.Symbol.Name, dataTypes);
            served.By ??= providers[0];
            served.Count++;
            _served[(stream, dataTypes)] = served;
            if (isNew)
                NoteWanted(stream, list => list.Add(dataTypes));
            if (stream.IsConsolidated && _routes.IsGrouped(stream.Symbol))
                _hub!.AnnounceUnserved(stream.Symbol, dataTypes);
        }
    }

    public void Removed(StreamKey stream, DataTypes dataTypes)
    {
        lock (_choosing)
        {
            var served = _served[(stream, dataTypes)];
            served.By?.Unwant(stream.Symbol.Name, dataTypes);
            if (--served.Count > 0)
                return;
            _served.Remove((stream, dataTypes));
            NoteWanted(stream, list => list.Remove(dataTypes));
        }
    }

    /// <summary>Tells the hub the sources of a symbol that configuration names, as far as they run.</summary>
    public void SetSources(Symbol symbol)
    {
        lock (_choosing)
        {
            var sources = _routes!.SourcesOf(symbol, WantedOf(symbol));
            if (sources.Count > 0)
                _hub!.SetSources(symbol, [.. sources.Select(slot => slot.Id)]);
        }
    }

    /// <summary>Asks those that serve each stream from now on, and then no longer those that served it until now.</summary>
    public void Reroute(SymbolRoutes routes)
    {
        lock (_choosing)
        {
            _routes = routes;
            foreach (var ((stream, dataTypes), served) in _served)
                Reroute(stream, dataTypes, served);
        }
    }

    private void Reroute(StreamKey stream, DataTypes dataTypes, Served served)
    {
        var before = served.By;
        try
        {
            var providers = _routes!.FindAgain(stream, dataTypes, _hub!.Snapshot(stream)?.Source ?? default);
            if (providers[0] == before)
                return;
            Want(providers[0], stream, dataTypes, served.Count);
            served.By = providers[0];
            if (stream.IsConsolidated && _routes.SourcesOf(stream.Symbol, DataTypes.None).Count > 0)
                SetSources(stream.Symbol);
            else if (stream.IsConsolidated)
                _hub.SetSources(stream.Symbol, [.. providers.Select(slot => slot.Id)]);
        }
        catch (ProviderConfigurationException error)
        {
            served.By = null;
            log.NoRoute(stream.ToString(), dataTypes, error.Message);
        }

        for (var i = 0; i < served.Count; i++)
            before?.Unwant(stream.Symbol.Name, dataTypes);
    }

    /// <summary>As often as it is wanted, or not at all.</summary>
    private static void Want(IStandby provider, StreamKey stream, DataTypes dataTypes, int count)
    {
        for (var i = 0; i < count; i++)
            provider.Want(stream.Symbol.Name, dataTypes);
    }

    private void RequireSource(StreamKey stream, DataTypes dataTypes, IReadOnlyList<IStandby> providers)
    {
        if (_routes!.IsGrouped(stream.Symbol) && _routes.SourcesOf(stream.Symbol, WantedOf(stream.Symbol)) is [var first, ..])
        {
            RequireOffer(stream, dataTypes, first, providers[0]);
            return;
        }

        var source = _hub!.Snapshot(stream)?.Source ?? default;
        if (source == default || !_routes!.Has(source))
            _hub.SetSources(stream.Symbol, [.. providers.Select(slot => slot.Id)]);
        else if (!providers.Any(slot => slot.Id == source))
            throw NotOffered(stream, dataTypes, source, providers[0]);
    }

    /// <summary>Who comes first must have it; those who stand in may lack it, which is told when they do.</summary>
    private static void RequireOffer(StreamKey stream, DataTypes dataTypes, IStandby first, IStandby other)
    {
        if ((first.Offers & dataTypes) != dataTypes)
            throw NotOffered(stream, dataTypes, first.Id, other);
    }

    private static ProviderConfigurationException NotOffered(StreamKey stream, DataTypes dataTypes, ProviderId source, IStandby other) =>
        new($"{stream}: its source is {source}, which does not offer {dataTypes}; subscribe to {stream}@{other.Id.Name}.");

    /// <summary>Other kinds of a consolidated stream are wanted: in a group, who has all of them comes before who has not.</summary>
    private void NoteWanted(StreamKey stream, Action<List<DataTypes>> note)
    {
        if (!stream.IsConsolidated)
            return;
        if (!_wanted.TryGetValue(stream.Symbol, out var wanted))
            _wanted[stream.Symbol] = wanted = [];
        note(wanted);
        if (wanted.Count == 0)
            _wanted.Remove(stream.Symbol);
        if (_routes!.IsGrouped(stream.Symbol))
            SetSources(stream.Symbol);
    }

    /// <summary>What subscribers want of a symbol's consolidated stream, all together.</summary>
    private DataTypes WantedOf(Symbol symbol) =>
        _wanted.TryGetValue(symbol, out var wanted) ? wanted.Aggregate(DataTypes.None, (all, dataTypes) => all | dataTypes) : DataTypes.None;

    private sealed class Served
    {
        public int Count { get; set; }

        public IStandby? By { get; set; }
    }
}
