using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Gateway.Validate;

/// <summary>The adapters that come with the program.</summary>
internal sealed class BuiltInCatalog : IAdapterCatalog
{
    public IReadOnlyCollection<string> Names { get; } = [.. BuiltInAdapterSource.Load().Select(adapter => adapter.ProviderName)];

    public StreamingProviderAdapter Create(string name) =>
        BuiltInAdapterSource.Load().FirstOrDefault(adapter => adapter.ProviderName == name)
        ?? throw new ProviderDiscoveryException($"There is no built-in provider '{name}'; expected one of {string.Join(", ", Names)}.");
}
