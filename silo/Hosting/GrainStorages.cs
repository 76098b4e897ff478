using QuantTradeAI.Cluster;
using QuantTradeAI.Silo.Running;
using QuantTradeAI.Silo.Schema;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Silo.Hosting;

/// <summary>Where the states of grains are kept: those of the engine, and who is subscribed to which stream.</summary>
internal static class GrainStorages
{
    /// <summary>Orleans keeps subscriptions under this name.</summary>
    public const string PubSubName = "PubSubStore";

    /// <summary>What Orleans calls SQLite, whose library is Microsoft.Data.Sqlite all the same.</summary>
    public const string SqliteInvariant = "System.Data.SQLite";

    public static void Add(ISiloBuilder silo, SiloPlan plan)
    {
        Add(silo, plan, ClusterHosting.StorageName, deletesCleared: false);
        Add(silo, plan, PubSubName, deletesCleared: true);
    }

    /// <summary>A cleared state that keeps its row goes on with its version, so that nobody with an old one can write.</summary>
    private static void Add(ISiloBuilder silo, SiloPlan plan, string name, bool deletesCleared)
    {
        var config = plan.Cluster.GrainStorage;
        switch (config.Kind)
        {
            case GrainStorageConfig.MemoryKind:
                silo.AddMemoryGrainStorage(name);
                break;
            case GrainStorageConfig.AzureKind:
                AzureModule.AddGrainStorage(silo, name, config.Connection!.Reveal(), deletesCleared);
                break;
            default:
                var isFile = config.Kind == GrainStorageConfig.SqliteKind;
                silo.AddAdoNetGrainStorage(name, options =>
                {
                    options.Invariant = isFile ? SqliteInvariant : Clustering.PostgreSqlInvariant;
                    options.ConnectionString = isFile ? SchemaDatabases.SqliteConnection(plan.StorageFile) : config.Connection!.Reveal();
                    options.DeleteStateOnClear = deletesCleared;
                });
                break;
        }
    }
}
