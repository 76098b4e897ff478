using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>
/// Turns what subscribers want into what providers are asked for, and asks others when configuration or adapters have changed.
/// </summary>
internal sealed class GatewayDemand(GatewayLog log) : IDemand
{
    private readonly Lock _choosing = new();
    private readonly Dictionary<(StreamKey Stream, DataTypes DataTypes), Served> _served = [];
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
            var served = _served.GetValueOrDefault((stream, dataTypes)) ?? new Served();
            if (served.By is null)
                Want(providers[0], stream, dataTypes, served.Count + 1);
            else
                served.By.Want(stream.Symbol.Name, dataTypes);
            served.By ??= providers[0];
            served.Count++;
            _served[(stream, dataTypes)] = served;
        }
    }

    public void Removed(StreamKey stream, DataTypes dataTypes)
    {
        lock (_choosing)
        {
            var served = _served[(stream, dataTypes)];
            served.By?.Unwant(stream.Symbol.Name, dataTypes);
            if (--served.Count == 0)
                _served.Remove((stream, dataTypes));
        }
    }

    /// <summary>What subscribers want of a symbol's consolidated stream, all together.</summary>
    public DataTypes WantedOf(Symbol symbol)
    {
        lock (_choosing)
        {
            return _served.Keys.Where(key => key.Stream.IsConsolidated && key.Stream.Symbol == symbol)
                .Aggregate(DataTypes.None, (all, key) => all | key.DataTypes);
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
            if (stream.IsConsolidated)
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
    private static void Want(ProviderSlot provider, StreamKey stream, DataTypes dataTypes, int count)
    {
        for (var i = 0; i < count; i++)
            provider.Want(stream.Symbol.Name, dataTypes);
    }

    private void RequireSource(StreamKey stream, DataTypes dataTypes, IReadOnlyList<ProviderSlot> providers)
    {
        var source = _hub!.Snapshot(stream)?.Source ?? default;
        if (source == default || !_routes!.Has(source))
            _hub.SetSources(stream.Symbol, [.. providers.Select(slot => slot.Id)]);
        else if (!providers.Any(slot => slot.Id == source))
        {
            throw new ProviderConfigurationException(
                $"{stream}: its source is {source}, which does not offer {dataTypes}; subscribe to {stream}@{providers[0].Name}.");
        }
    }

    private sealed class Served
    {
        public int Count { get; set; }

        public ProviderSlot? By { get; set; }
    }
}
