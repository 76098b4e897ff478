using Microsoft.Extensions.DependencyInjection;
using Orleans.Core;
using Orleans.Storage;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Cluster.Storage;

/// <summary>Opens the state of a provider within its grain.</summary>
internal static class GrainStateStores
{
    /// <summary>The state's name in grain storage.</summary>
    public const string StateName = "provider";

    /// <summary>
    /// The store, without having read anything: a grain whose storage fails starts all the same, as it would not with state that Orleans reads for it.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is not called within a grain.</exception>
    public static GrainStateStore Open(IGrainContext grain, string provider, string owner, Action<StateConflictException> onConflict)
    {
        var scheduler = TaskScheduler.Current;
        if (scheduler == TaskScheduler.Default)
            throw new InvalidOperationException("A provider's state is opened within its grain, on its scheduler.");
        var silo = grain.ActivationServices.GetRequiredKeyedService<IGrainStorage>(ClusterHosting.StorageName);
        return new GrainStateStore(provider, owner, new StateStorageBridge<ProviderGrainState>(StateName, grain, silo), scheduler, onConflict);
    }
}
