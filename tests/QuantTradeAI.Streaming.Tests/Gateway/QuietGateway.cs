using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Tests.Symbols;

namespace QuantTradeAI.Streaming.Tests.Gateway;

/// <summary>Gateways that connect to nothing, and short words for what they would ask providers for.</summary>
internal static class QuietGateway
{
    public const DataTypes Both = DataTypes.Trades | DataTypes.Quotes;

    public static StreamingGateway Make(params (string Name, DataTypes Offers, string[] Symbols)[] providers) => new(Config(providers));

    public static StreamingConfig Config(params (string Name, DataTypes Offers, string[] Symbols)[] providers) => new()
    {
        Providers =
        [
            .. providers.Select(provider => new ProviderConfig
            {
                Name = provider.Name,
                WebSocketUrl = new Uri("ws://127.0.0.1:9/"),
                Subscriptions = provider.Offers,
                Symbols = [.. provider.Symbols],
            }),
        ],
    };

    /// <summary>The same with this limit of subscriptions for each provider.</summary>
    public static StreamingConfig Limit(this StreamingConfig config, int maxSubscriptions) =>
        config with { Providers = [.. config.Providers.Select(provider => provider.Limit(maxSubscriptions))] };

    public static IMarketDataReader Subscribe(StreamingGateway gateway, string stream, DataTypes dataTypes) =>
        gateway.Subscribe(HubRig.Request(stream, dataTypes));

    /// <summary>Subscriptions that each provider is asked for, in the order of configuration.</summary>
    public static string Wanted(StreamingGateway gateway) => string.Join(' ', gateway.GetStatus().Providers.Select(provider => provider.Wanted));
}
