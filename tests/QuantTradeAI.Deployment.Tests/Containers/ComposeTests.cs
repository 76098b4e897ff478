using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Deployment.Tests.Containers;

/// <summary>Rules that docker-compose.yml keeps.</summary>
public sealed class ComposeTests
{
    private const string File = "docker-compose.yml";

    private static readonly YamlValue Root = YamlValue.Read(File).Single();

    private static IReadOnlyDictionary<string, YamlValue> Services => Root["services"].Members;

    public static TheoryData<string> AllServices => [.. Services.Keys];

    public static TheoryData<string> Silos => [.. Services.Keys.Where(name => name.StartsWith("silo-", StringComparison.Ordinal))];

    [Fact]
    public void Cluster_HasTwoSilosAndAllAroundThem() =>
        Assert.Equal(["azurite", "client", "grafana", "prometheus", "silo-1", "silo-2"], Services.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(AllServices))]
    public void Service_MayDoNothingThatItNeedNot(string name)
    {
        var service = Services[name];

        Assert.Equal("true", service["read_only"].Text);
        Assert.Equal(["ALL"], service["cap_drop"].Texts);
        Assert.Equal(["no-new-privileges:true"], service["security_opt"].Texts);
        Assert.Matches("^(node|[1-9][0-9]*:[0-9]+)$", service["user"].Text);
        Assert.False(service["privileged"].IsThere);
    }

    [Theory]
    [MemberData(nameof(AllServices))]
    public void Service_HasBoundsAndAVersion(string name)
    {
        var service = Services[name];

        Assert.Matches(@":v?\d+\.\d+(\.\d+)?$", service["image"].Text);
        Assert.Matches("^[0-9]+[mg]$", service["mem_limit"].Text);
        Assert.True(service["logging"]["options"]["max-size"].IsThere, $"{service}");
        Assert.True(service["logging"]["options"]["max-file"].IsThere, $"{service}");
    }

    [Theory]
    [MemberData(nameof(AllServices))]
    public void Service_ThatRuns_IsWatchedAndRestarted(string name)
    {
        var service = Services[name];
        if (service["profiles"].Texts.Contains("tools"))
            return;

        Assert.Equal("unless-stopped", service["restart"].Text);
        Assert.NotEmpty(service["healthcheck"]["test"].Texts);
    }

    [Theory]
    [MemberData(nameof(AllServices))]
    public void Service_IsReachedFromThisMachineAlone(string name) =>
        Assert.All(Services[name]["ports"].Texts, port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(AllServices))]
    public void Service_FindsWhatItMounts(string name)
    {
        var sources = Services[name]["volumes"].Texts.Select(volume => volume.Split(':')[0]).ToList();

        Assert.All(sources.Where(source => source.StartsWith('.')), source => Assert.True(RepositoryFiles.Exists(source), $"{source} is not there."));
        Assert.All(sources.Where(source => !source.StartsWith('.')), source => Assert.Contains(source, Root["volumes"].Members.Keys));
        Assert.All(Services[name]["secrets"].Texts, secret => Assert.Contains(secret, Root["secrets"].Members.Keys));
    }

    [Theory]
    [MemberData(nameof(Silos))]
    public void Silo_AdvertisesItsOwnAddressAndHasTimeToEnd(string name)
    {
        var silo = Services[name];
        var limit = DeployedConfigurationTests.Load(DeployedConfigurationTests.Compose).Cluster.ShutdownTimeout;

        Assert.Equal(silo["networks"]["cluster"]["ipv4_address"].Text, silo["environment"]["SILO_ADDRESS"].Text);
        Assert.True(int.Parse(silo["stop_grace_period"].Text!.TrimEnd('s'), null) > limit.TotalSeconds, $"{silo["stop_grace_period"]}; the silo's limit is {limit}.");
        Assert.Equal("noble", silo["build"]["args"]["VARIANT"].Text);
    }

    [Fact]
    public void Client_FindsASiloWithoutAConfiguration()
    {
        var config = DeployedConfigurationTests.Load(DeployedConfigurationTests.Compose).Cluster;

        Assert.Equal("service:silo-1", Services["client"]["network_mode"].Text);
        Assert.Equal(ClusterConfig.DefaultId, config.ClusterId);
        Assert.Equal(ClusterConfig.DefaultId, config.ServiceId);
        Assert.Equal(ClusterEndpointsConfig.DefaultGatewayPort, config.Endpoints.GatewayPort);
    }

    [Fact]
    public void Silos_HaveAddressesOfTheirOwn() =>
        Assert.Equal(2, Services.Where(service => service.Key.StartsWith("silo-", StringComparison.Ordinal)).Select(service => service.Value["environment"]["SILO_ADDRESS"].Text).Distinct().Count());

    [Fact]
    public void Secrets_AreFilesThatAreNeverCommitted()
    {
        Assert.All(Root["secrets"].Members.Values, secret => Assert.StartsWith("deploy/compose/secrets/", secret["file"].Text, StringComparison.Ordinal));
        Assert.Contains("deploy/compose/secrets/", RepositoryFiles.Read(".gitignore").Split('\n'));
    }
}
