using System.Collections.Immutable;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Subscribers;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>Symbols that come and go, each numbered in an epoch of its own: where several hubs share the symbols among them.</summary>
public sealed partial class SymbolHub
{
    /// <summary>What symbols counted that were closed; guarded by <see cref="_growing"/>.</summary>
    private readonly Dictionary<ProviderId, StreamCounters> _closedTotals = [];

    /// <summary>
    /// The symbol is numbered here from now on, from 1 in this epoch; what was known of it is forgotten. Its source is the one that it had
    /// elsewhere, where there was one: to have moved is no reason to change it.
    /// </summary>
    internal void Open(Symbol symbol, long number, ProviderId source)
    {
        var streams = new SymbolStreams(symbol, new Numbering { Epoch = number }, FactsOf, _policy);
        if (source != default)
        {
            var fan = new FanOut(UnixNanos.Now(_clock));
            streams.BeginWith(source, ref fan);
        }

        lock (_growing)
        {
            Release(symbol);
            Place(symbol, streams);
        }
    }

    /// <summary>The symbol is numbered here no longer: how far its streams had come. Its subscriptions must have ended before.</summary>
    internal ImmutableArray<StreamSnapshot> Close(Symbol symbol)
    {
        lock (_growing)
            return Release(symbol);
    }

    /// <summary>Subscribes to one stream; its owner reads the queue, for which a publisher waits that finds it full.</summary>
    internal Subscription Subscribe(StreamKey stream, DataTypes dataTypes, int capacity, TimeSpan patience, string name) =>
        _roster.Begin(new SubscriptionPlan([stream], dataTypes, QueuePolicy.Block, capacity, patience, IncludeLastKnown: dataTypes != DataTypes.None, name));

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
