using System.Collections.Immutable;
using QuantTradeAI.Plugins.Example;
using QuantTradeAI.Streaming.Adapters.Alpaca;
using QuantTradeAI.Streaming.Adapters.Binance;
using QuantTradeAI.Streaming.Adapters.Coinbase;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>What the tests know of a venue.</summary>
/// <param name="Symbol">A symbol that its simulator trades.</param>
/// <param name="Native">The same in the venue's spelling.</param>
/// <param name="QuotesBeforeAnyFault">Quotes that a subscription, one trade and one quote come to.</param>
/// <param name="IdleStep">How far the clock may go at once while a connection is silent until it counts as dead.</param>
/// <param name="CountsTrades">Whether its ids tell how many trades are missing.</param>
internal sealed record TestVenue(string Symbol, string Native, int QuotesBeforeAnyFault, TimeSpan IdleStep, bool CountsTrades)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);

    /// <summary>Accepted by the simulated Alpaca, which takes any.</summary>
    public static readonly ImmutableSortedDictionary<string, Secret> AnyCredentials = Credentials("rig-key", "rig-secret");

    public static TestVenue Of(string name) => name switch
    {
        "binance" => new("BTC-USDT", "BTCUSDT", 1, Short, CountsTrades: true),

        // Coinbase also tells a quote on subscribing and one with each trade.
        "coinbase" => new("BTC-USD", "BTC-USD", 3, Short, CountsTrades: true),

        // Alpaca tells a quote with each trade, and may be silent for long.
        "alpaca" => new("AAPL", "AAPL", 2, TimeSpan.FromSeconds(30), CountsTrades: false),

        // The example tells a quote with each trade, in one frame.
        "example" => new("AAPL", "AAPL", 2, Short, CountsTrades: true),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such venue"),
    };

    public static StreamingProviderAdapter Adapter(string name) => name switch
    {
        "binance" => new BinanceAdapter(),
        "coinbase" => new CoinbaseAdapter(),
        "alpaca" => new AlpacaAdapter(),
        "example" => new ExampleStreamingProvider(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such venue"),
    };

    public static ImmutableSortedDictionary<string, Secret> Credentials(string key, string secret) =>
        ImmutableSortedDictionary<string, Secret>.Empty.Add("api_key", new Secret(key)).Add("api_secret", new Secret(secret));
}
