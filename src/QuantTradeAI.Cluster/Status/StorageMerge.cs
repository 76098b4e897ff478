using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Cluster.Status;

/// <summary>The worst silo's storage, with what all of them wrote and failed to.</summary>
internal static class StorageMerge
{
    public static StorageStatus? Of(IEnumerable<StorageStatus?> storages)
    {
        var all = storages.OfType<StorageStatus>().ToList();
        var worst = all.OrderByDescending(one => one.IsDegraded).ThenBy(one => one.IsLasting).ThenBy(one => one.DegradedSince).FirstOrDefault();
        return worst is null
            ? null
            : worst with { Waiting = all.Sum(one => one.Waiting), Written = all.Sum(one => one.Written), Failures = all.Sum(one => one.Failures) };
    }
}
