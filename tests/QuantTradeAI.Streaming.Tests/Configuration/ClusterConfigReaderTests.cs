using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Configuration;

public sealed class ClusterConfigReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cluster-config-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Load_NeedsNeitherAdaptersNorTheirSecrets()
    {
        var config = Load(
            """
            streaming:
              providers: [{name: of-no-adapter, credentials: {api_key: "${NOT_SET:?a key}"}}]
              cluster: {cluster_id: "${NAME}", endpoints: {gateway_port: 31000}}
            """);

        Assert.Equal(("north", 31000), (config.ClusterId, config.Endpoints.GatewayPort));
    }

    [Fact]
    public void Load_WithoutSection_IsTheDefaults() => Assert.Equal(new ClusterConfig(), Load("streaming: {providers: []}"));

    [Fact]
    public void Load_WrongSection_TellsPlaceAndPath()
    {
        var wrong = Assert.Throws<ProviderConfigurationException>(() => Load("streaming:\n  cluster: {clustering: {kind: nowhere}}"));

        Assert.Contains("streaming.yaml:2:", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("streaming.cluster.clustering.kind", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ProviderNames_AreThoseOfTheFile_InItsOrder() =>
        Assert.Equal(["b", "a"], ProviderNamesReader.Parse("x.yaml", "streaming: {providers: [{name: b, config: other.yaml}, {name: a}, {}]}").ToArray());

    private ClusterConfig Load(string text)
    {
        var path = Path.Combine(_folder.FullName, "streaming.yaml");
        File.WriteAllText(path, text);
        return ClusterConfigReader.Load(path, name => name == "NAME" ? "north" : null);
    }
}
