using System.Collections.Concurrent;
using QuantTradeAI.Cluster.Storage;

namespace QuantTradeAI.Cluster.Tests.Storage;

internal sealed class StoreGrain(IGrainContext context) : Grain, IStoreGrain
{
    /// <summary>By key and owner.</summary>
    public static readonly ConcurrentDictionary<(string Key, string Owner), GrainStateStore> Stores = new();

    public Task OpenAsync(string owner)
    {
        var key = this.GetPrimaryKeyString();
        Stores[(key, owner)] = GrainStateStores.Open(context, key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..], owner, _ => { });
        return Task.CompletedTask;
    }
}
