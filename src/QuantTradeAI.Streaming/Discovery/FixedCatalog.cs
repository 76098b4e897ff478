using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>Adapters that a host made itself: always the same instance, since an adapter holds no state of a connection.</summary>
internal sealed class FixedCatalog(IEnumerable<StreamingProviderAdapter> adapters) : IAdapterCatalog
{
    private readonly SortedDictionary<string, StreamingProviderAdapter> _adapters =
        new(adapters.ToDictionary(adapter => adapter.ProviderName, StringComparer.Ordinal), StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _adapters.Keys;

    public StreamingProviderAdapter Create(string name) => _adapters.TryGetValue(name, out var adapter)
        ? adapter
        : throw new ProviderDiscoveryException($"There is no provider '{name}'; expected one of {string.Join(", ", Names)}.");
}
