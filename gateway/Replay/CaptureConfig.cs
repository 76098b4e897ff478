using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Gateway.Replay;

/// <summary>The configuration that asks a venue for what a capture holds.</summary>
internal static class CaptureConfig
{
    private const string BinanceName = "binance";
    private const string TradeStream = "trade_stream";
    private const string AggregateTrades = "aggTrade";

    public static ProviderConfig Of(Capture capture, Uri endpoint) => new()
    {
        Name = capture.Adapter.ProviderName,
        WebSocketUrl = endpoint,
        Subscriptions = DataTypes.Trades | DataTypes.Quotes,
        Symbols = [.. capture.Symbols],
        NativeSymbols = capture.NativeSymbols.ToImmutableDictionary(),
        Options = HoldsOnlyAggregateTrades(capture)
            ? ImmutableDictionary<string, string>.Empty.Add(TradeStream, AggregateTrades)
            : ImmutableDictionary<string, string>.Empty,
    };

    private static bool HoldsOnlyAggregateTrades(Capture capture) =>
        capture.Adapter.ProviderName == BinanceName && Holds(capture, "@aggTrade") && !Holds(capture, "@trade");

    private static bool Holds(Capture capture, string suffix) =>
        capture.Recording.Subscriptions.Any(stream => stream.EndsWith(suffix, StringComparison.Ordinal));
}
