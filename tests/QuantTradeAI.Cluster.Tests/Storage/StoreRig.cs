using System.Collections.Concurrent;
using QuantTradeAI.Cluster.Storage;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Cluster.Tests.Storage;

/// <summary>A store over a row, on a scheduler of its own.</summary>
internal sealed class StoreRig
{
    public StoreRig(SharedRow row, string owner, string provider = "binance")
    {
        var scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        Store = new GrainStateStore(provider, owner, new FakeStorage(row, scheduler), scheduler, Conflicts.Enqueue);
    }

    public ConcurrentQueue<StateConflictException> Conflicts { get; } = new();

    public GrainStateStore Store { get; }
}
