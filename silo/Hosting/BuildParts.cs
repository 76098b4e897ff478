namespace QuantTradeAI.Silo.Hosting;

/// <summary>What was built into this program, and how to get what was not.</summary>
internal static class BuildParts
{
    public const string ClusteringKey = "streaming.cluster.clustering.kind";
    public const string GrainStorageKey = "streaming.cluster.grain_storage.kind";
    public const string StreamsKey = "streaming.cluster.streams.provider";

    public const string HowToAddAzureStorage =
        "build it without -p:AzureStorage=false, which needs Microsoft.Orleans.Clustering.AzureStorage and Microsoft.Orleans.Persistence.AzureStorage";

    public const string HowToAddAzureQueue = "build it with -p:AzureQueue=true, which needs Microsoft.Orleans.Streaming.AzureStorage of the same version as Orleans";

#if AZURE_STORAGE
    public const bool HasAzureStorage = true;
#else
    public const bool HasAzureStorage = false;
#endif

#if AZURE_QUEUE
    public const bool HasAzureQueue = true;
#else
    public const bool HasAzureQueue = false;
#endif
}
