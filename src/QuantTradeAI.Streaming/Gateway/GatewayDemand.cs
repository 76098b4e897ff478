using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Turns what subscribers want into what sessions subscribe: two subscribers of one symbol cost one venue subscription.</summary>
internal sealed class GatewayDemand : IDemand
{
    private SymbolRoutes? _routes;
    private SymbolHub? _hub;

    /// <summary>Ties the two ends together, once, before the first subscription.</summary>
    public void Connect(SymbolRoutes routes, SymbolHub hub) => (_routes, _hub) = (routes, hub);

    public void Added(StreamKey stream, DataTypes dataTypes)
    {
        var providers = _routes!.Find(stream, dataTypes);
        if (stream.IsConsolidated && _hub!.Snapshot(stream)?.Source == default(MarketData.ProviderId))
            _hub.SetSources(stream.Symbol, [.. providers.Select(slot => slot.Id)]);
        providers[0].Want(stream.Symbol.Name, dataTypes);
    }

    public void Removed(StreamKey stream, DataTypes dataTypes) =>
        _routes!.Find(stream, dataTypes)[0].Unwant(stream.Symbol.Name, dataTypes);
}
