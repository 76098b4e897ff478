using System.Collections.Immutable;
using QuantTradeAI.Streaming.Adapters.Alpaca;
using QuantTradeAI.Streaming.Adapters.Binance;
using QuantTradeAI.Streaming.Adapters.Coinbase;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters;

/// <summary>The venues that come with the package.</summary>
public static class BuiltInAdapters
{
    /// <summary>A fresh instance of each, by name.</summary>
    public static ImmutableArray<StreamingProviderAdapter> All => [new AlpacaAdapter(), new BinanceAdapter(), new CoinbaseAdapter()];
}
