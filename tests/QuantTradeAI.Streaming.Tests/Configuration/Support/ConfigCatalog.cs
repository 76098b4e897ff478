using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Configuration;

/// <summary>Adapters by name, for configurations that are only checked.</summary>
internal sealed class ConfigCatalog(params StreamingProviderAdapter[] adapters) : IAdapterCatalog
{
    /// <summary>One of each kind, and those that misbehave.</summary>
    public static ConfigCatalog Usual => new(
        new ConfigAdapter("binance"),
        new ConfigAdapter("coinbase") { Address = new Uri("wss://coinbase.example/") },
        ConfigAdapter.Alpaca,
        ConfigAdapter.Example,
        new ConfigAdapter("picky") { Objections = settings => settings.Options.Select(option => $"Option '{option.Key}' is '{option.Value}', which picky does not know.") },
        new ConfigAdapter("throwing") { Objections = _ => throw new InvalidOperationException("no idea") },
        new ConfigAdapter("laxer")
        {
            Offers = ConfigAdapter.Alpaca.Offers,
            Normal = settings => settings with { RequiresAuthentication = false, DataTypes = settings.DataTypes | DataTypes.OrderBook, MaxSubscriptions = 31 },
        });

    public IReadOnlyCollection<string> Names => [.. adapters.Select(adapter => adapter.ProviderName).Append("broken").Order(StringComparer.Ordinal)];

    public StreamingProviderAdapter Create(string name) =>
        adapters.FirstOrDefault(adapter => adapter.ProviderName == name) ?? throw new ProviderDiscoveryException($"{name}.dll is no assembly.");
}
