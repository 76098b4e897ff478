using System.Text.RegularExpressions;
using QuantTradeAI.Streaming.Adapters;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Deployment.Tests;

/// <summary>The configurations that deployments carry load, and fit what is around them.</summary>
public sealed class DeployedConfigurationTests
{
    public const string Compose = "deploy/compose/streaming.yaml";
    public const string Base = "deploy/kubernetes/base/streaming.yaml";
    public const string Example = "deploy/kubernetes/overlays/example/streaming.yaml";

    [Theory]
    [InlineData(Compose, ClusteringConfig.AzureKind, GrainStorageConfig.AzureKind)]
    [InlineData(Base, ClusteringConfig.AdoNetKind, GrainStorageConfig.AdoNetKind)]
    [InlineData(Example, ClusteringConfig.AdoNetKind, GrainStorageConfig.AdoNetKind)]
    public void Configuration_Deployed_IsValidAndSpansMachines(string file, string clustering, string storage)
    {
        var config = Load(file);

        Assert.Equal(clustering, config.Cluster.Clustering.Kind);
        Assert.Equal(storage, config.Cluster.GrainStorage.Kind);
        Assert.NotNull(config.Cluster.Endpoints.AdvertisedAddress);
        Assert.NotEmpty(config.Providers);
    }

    [Theory]
    [InlineData(Compose)]
    [InlineData(Base)]
    [InlineData(Example)]
    public void Configuration_Deployed_HoldsNoSecret(string file)
    {
        var text = RepositoryFiles.Read(file);

        Assert.All(Regex.Matches(text, @"\b(connection|token|api_key|api_secret|webhook_secret): *(\S+)"), match => Assert.StartsWith("\"${", match.Groups[2].Value, StringComparison.Ordinal));
    }

    /// <summary>Loads a file with its placeholders filled, as where it is deployed.</summary>
    internal static StreamingConfig Load(string file)
    {
        var text = Regex.Replace(RepositoryFiles.Read(file), @"\$\{(file:)?([^}:]*)[^}]*\}", match => match.Groups[2].Value.EndsWith("_IP", StringComparison.Ordinal) || match.Groups[2].Value == "SILO_ADDRESS" ? "10.0.0.1" : "filled");
        return StreamingConfigReader.Parse(file, text, [.. BuiltInAdapters.All.Select(adapter => adapter.ProviderName)]);
    }
}
