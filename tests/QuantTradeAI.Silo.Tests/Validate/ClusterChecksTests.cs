using QuantTradeAI.Silo.Hosting;
using QuantTradeAI.Silo.Tests.Support;
using QuantTradeAI.Silo.Validate;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Silo.Tests.Validate;

public sealed class ClusterChecksTests : IDisposable
{
    private static readonly Secret Connection = new("x");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Checks_OfTheDefaults_FindNothing() => Assert.Empty(ClusterChecks.Of(new ClusterConfig()));

    [Fact]
    public void Checks_OfAzure_SayWhatThisBuildLacks()
    {
        var found = ClusterChecks.Of(new ClusterConfig
        {
            Clustering = new ClusteringConfig { Kind = ClusteringConfig.AzureKind, Connection = Connection },
            GrainStorage = new GrainStorageConfig { Kind = GrainStorageConfig.AzureKind, Connection = Connection },
            Streams = new ClusterStreamsConfig { Provider = ClusterStreamsConfig.AzureQueueProvider, Connection = Connection },
        }).ToList();

        string[] storage = BuildParts.HasAzureStorage ? [] : [BuildParts.ClusteringKey, BuildParts.GrainStorageKey];
        string[] queue = BuildParts.HasAzureQueue ? [] : [BuildParts.StreamsKey];
        Assert.Equal([.. storage, .. queue], found.Select(problem => problem.Split(':')[0]));
        Assert.All(found, problem => Assert.Contains("build it with", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Checks_OfTls_NameTheFilesThatAreMissing()
    {
        var certificate = _folder.Write("a.crt", "");
        var tls = new ClusterTlsConfig { Certificate = certificate, Key = "/no/key", Ca = "/no/ca" };

        var found = ClusterChecks.Of(new ClusterConfig { Tls = tls });

        Assert.Equal(
            ["streaming.cluster.tls.key: no such file: /no/key; expected a PEM file", "streaming.cluster.tls.ca: no such file: /no/ca; expected a PEM file"], found);
    }
}
