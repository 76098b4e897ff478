using System.Collections.Concurrent;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Cluster.Engine;

/// <summary>One store for all providers that run on a silo, each kept where its grain keeps it.</summary>
internal sealed class RoutedStateStore : IProviderStateStore
{
    private readonly ConcurrentDictionary<string, IProviderStateStore> _routes = new(StringComparer.Ordinal);

    public string Location => $"grain storage '{ClusterHosting.StorageName}'";

    /// <summary>From now on this is where the provider is kept; null for nowhere.</summary>
    public void Route(string provider, IProviderStateStore? store)
    {
        if (store is null)
            _routes.TryRemove(provider, out _);
        else
            _routes[provider] = store;
    }

    public ValueTask<ProviderRecord?> ReadAsync(string provider, CancellationToken cancellationToken) =>
        _routes.TryGetValue(provider, out var store) ? store.ReadAsync(provider, cancellationToken) : default;

    /// <summary>One that runs here no longer is not written any more: it is its next owner's.</summary>
    public ValueTask WriteAsync(ProviderRecord record, CancellationToken cancellationToken) =>
        _routes.TryGetValue(record.Provider, out var store) ? store.WriteAsync(record, cancellationToken) : default;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
