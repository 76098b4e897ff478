#if AZURE_STORAGE
using QuantTradeAI.Cluster.AzureStorage;
#else
using QuantTradeAI.Gateway.Commands;
#endif

namespace QuantTradeAI.Silo.Hosting;

/// <summary>The module for Azure Storage, where it is part of the program.</summary>
internal static class AzureModule
{
#if AZURE_STORAGE
    public static void AddClustering(ISiloBuilder silo, string connection) => silo.UseQuantTradeAIAzureClustering(connection);

    public static void AddGrainStorage(ISiloBuilder silo, string name, string connection, bool deletesCleared) =>
        silo.AddQuantTradeAIAzureGrainStorage(name, connection, deletesCleared);
#else
    public static void AddClustering(ISiloBuilder silo, string connection) => throw Missing(BuildParts.ClusteringKey);

    public static void AddGrainStorage(ISiloBuilder silo, string name, string connection, bool deletesCleared) => throw Missing(BuildParts.GrainStorageKey);

    private static CommandFailedException Missing(string key) => new($"{key}: azure is not part of this program; {BuildParts.HowToAddAzureStorage}");
#endif
}
