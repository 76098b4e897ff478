using QuantTradeAI.Silo.Hosting;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Silo.Validate;

/// <summary>What this program or this machine lacks of what a configuration asks for.</summary>
internal static class ClusterChecks
{
    public static IEnumerable<string> Of(ClusterConfig config)
    {
        if (!BuildParts.HasAzureStorage && config.Clustering.Kind == ClusteringConfig.AzureKind)
            yield return $"{BuildParts.ClusteringKey}: azure is not part of this program; {BuildParts.HowToAddAzureStorage}";
        if (!BuildParts.HasAzureStorage && config.GrainStorage.Kind == GrainStorageConfig.AzureKind)
            yield return $"{BuildParts.GrainStorageKey}: azure is not part of this program; {BuildParts.HowToAddAzureStorage}";
        if (!BuildParts.HasAzureQueue && config.Streams.Provider == ClusterStreamsConfig.AzureQueueProvider)
            yield return $"{BuildParts.StreamsKey}: azure_queue is not part of this program; {BuildParts.HowToAddAzureQueue}";
        foreach (var (key, path) in FilesOf(config.Tls))
        {
            if (!File.Exists(path))
                yield return $"streaming.cluster.tls.{key}: no such file: {path}; expected a PEM file";
        }
    }

    private static IEnumerable<(string Key, string Path)> FilesOf(ClusterTlsConfig? tls)
    {
        if (tls is null)
            yield break;
        yield return ("certificate", tls.Certificate);
        yield return ("key", tls.Key);
        if (tls.Ca is { } ca)
            yield return ("ca", ca);
    }
}
