using System.Collections.Immutable;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>Symbols that come and go, each numbered in an epoch of its own: where several hubs share the symbols among them.</summary>
public sealed partial class SymbolHub
{
    /// <summary>What symbols counted that were closed; guarded by <see cref="_growing"/>.</summary>
    private readonly Dictionary<ProviderId, StreamCounters> _closedTotals = [];

    /// <summary>The symbol is numbered here from now on, from 1 in this epoch; what was known of it is forgotten.</summary>
    internal void Open(Symbol symbol, long number)
    {
        lock (_growing)
        {
            Release(symbol);
            Place(symbol, new SymbolStreams(symbol, new Numbering { Epoch = number }, FactsOf, _policy));
        }
    }

    /// <summary>The symbol is numbered here no longer: how far its streams had come. Its subscriptions must have ended before.</summary>
    internal ImmutableArray<StreamSnapshot> Close(Symbol symbol)
    {
        lock (_growing)
            return Release(symbol);
    }

    private ImmutableArray<StreamSnapshot> Release(Symbol symbol)
    {
        if (Known(symbol) is not { } streams)
            return [];
        ImmutableArray<StreamSnapshot> last;
        lock (streams.Gate)
            last = [.. streams.Snapshots()];
        _bySymbol[symbol.Id] = null;
        Count(last, _closedTotals);
        return last;
    }
}
