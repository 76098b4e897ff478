using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Turns what subscribers want into what sessions subscribe: two subscribers of one symbol cost one venue subscription.</summary>
internal sealed class GatewayDemand : IDemand
{
    private readonly Lock _choosing = new();
    private SymbolRoutes? _routes;
    private SymbolHub? _hub;

    /// <summary>Ties the two ends together, once, before the first subscription.</summary>
    public void Connect(SymbolRoutes routes, SymbolHub hub) => (_routes, _hub) = (routes, hub);

    public void Added(StreamKey stream, DataTypes dataTypes)
    {
        var providers = _routes!.Find(stream, dataTypes);
        lock (_choosing)
        {
            var source = stream.IsConsolidated ? _hub!.Snapshot(stream)?.Source ?? default : default;
            if (stream.IsConsolidated && source == default)
                _hub!.SetSources(stream.Symbol, [.. providers.Select(slot => slot.Id)]);
            else if (stream.IsConsolidated && !providers.Any(slot => slot.Id == source))
                throw new ProviderConfigurationException(
                    $"{stream}: its source is {source}, which does not offer {dataTypes}; subscribe to {stream}@{providers[0].Name}.");
        }

        providers[0].Want(stream.Symbol.Name, dataTypes);
    }

    public void Removed(StreamKey stream, DataTypes dataTypes) =>
        _routes!.Find(stream, dataTypes)[0].Unwant(stream.Symbol.Name, dataTypes);
}
