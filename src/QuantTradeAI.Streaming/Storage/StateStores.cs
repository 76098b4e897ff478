using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Streaming.Storage;

/// <summary>Opens the store that configuration names.</summary>
public static class StateStores
{
    /// <summary>The store, open.</summary>
    /// <exception cref="StateStoreException">It cannot be used; says what to do.</exception>
    public static IProviderStateStore Open(StorageConfig config) =>
        config.Kind == StorageConfig.MemoryKind ? new MemoryStateStore() : SqliteStateStore.Open(config.Directory);
}
