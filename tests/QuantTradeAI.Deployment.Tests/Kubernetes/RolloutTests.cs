namespace QuantTradeAI.Deployment.Tests.Kubernetes;

/// <summary>How silos come and go, and who may talk to them.</summary>
public sealed class RolloutTests
{
    private static readonly YamlValue Spec = Manifests.Deployment["spec"];

    [Fact]
    public void Upgrade_BringsASiloBeforeItTakesOne()
    {
        Assert.Equal(0, Spec["strategy"]["rollingUpdate"]["maxUnavailable"].Number);
        Assert.Equal(1, Spec["strategy"]["rollingUpdate"]["maxSurge"].Number);
        Assert.InRange(Spec["replicas"].Number, 3, 9);
        Assert.InRange(Spec["minReadySeconds"].Number, 1, 60);
    }

    [Fact]
    public void Drain_TakesOneSiloAtATime()
    {
        var budget = Manifests.Get("PodDisruptionBudget", "silo")["spec"];

        Assert.Equal(1, budget["maxUnavailable"].Number);
        Assert.False(budget["minAvailable"].IsThere);
        Assert.Equal("AlwaysAllow", budget["unhealthyPodEvictionPolicy"].Text);
    }

    [Fact]
    public void Silos_AreSpreadOverNodes() =>
        Assert.Contains(Manifests.Pod["topologySpreadConstraints"].Items, rule => rule["topologyKey"].Text == "kubernetes.io/hostname" && rule["maxSkew"].Number == 1);

    [Fact]
    public void Selectors_FindThePods()
    {
        var labels = Spec["template"]["metadata"]["labels"];
        YamlValue[] selectors =
        [
            Spec["selector"]["matchLabels"],
            Manifests.Get("Service", "silos")["spec"]["selector"],
            Manifests.Get("Service", "silo")["spec"]["selector"],
            Manifests.Get("PodDisruptionBudget", "silo")["spec"]["selector"]["matchLabels"],
            Manifests.Get("NetworkPolicy", "silo")["spec"]["podSelector"]["matchLabels"],
            .. Manifests.Pod["topologySpreadConstraints"].Items.Select(rule => rule["labelSelector"]["matchLabels"]),
        ];

        Assert.All(selectors, selector =>
        {
            Assert.NotEmpty(selector.Members);
            Assert.All(selector.Members, pair => Assert.Equal(pair.Value.Text, labels[pair.Key].Text));
        });
    }

    [Fact]
    public void Services_OneTellsAllSilos_OneThoseThatAreReady()
    {
        var all = Manifests.Get("Service", "silos")["spec"];
        var ready = Manifests.Get("Service", "silo")["spec"];

        Assert.Equal("None", all["clusterIP"].Text);
        Assert.Equal("true", all["publishNotReadyAddresses"].Text);
        Assert.Equal("ClusterIP", ready["type"].Text);
        Assert.False(ready["publishNotReadyAddresses"].IsThere);
        // A client addresses each silo by itself; behind one address for all it would ask for a silo that does not exist.
        Assert.Equal(["http"], ready["ports"].Items.Select(port => port["name"].Text));
    }

    [Fact]
    public void Network_LetsInSilosClientsAndPrometheusAlone()
    {
        var policy = Manifests.Get("NetworkPolicy", "silo")["spec"];

        Assert.Equal(["Ingress", "Egress"], policy["policyTypes"].Texts);
        Assert.Equal([11111, 30000, 8000], policy["ingress"].Items.Select(rule => rule["ports"].Items.Single()["port"].Number));
        Assert.All(policy["ingress"].Items, rule => Assert.True(rule["from"].Items.Single()["podSelector"]["matchLabels"].Members.Count > 0, $"{rule}"));
    }

    [Fact]
    public void Network_LetsOutToNoPrivateAddressButTheNamed()
    {
        var blocks = Manifests.Get("NetworkPolicy", "silo")["spec"]["egress"].Items.SelectMany(rule => rule["to"].Items).Where(peer => peer["ipBlock"].IsThere).ToList();

        Assert.All(blocks, block => Assert.NotEmpty(block["ipBlock"]["except"].Texts));
        Assert.Contains("169.254.0.0/16", blocks[0]["ipBlock"]["except"].Texts);
    }

    [Fact]
    public void Venues_CanBeReachedOnThePortsThatAreConfigured()
    {
        var open = Manifests.Get("NetworkPolicy", "silo")["spec"]["egress"].Items
            .Where(rule => rule["to"].Items.Any(peer => peer["ipBlock"].IsThere))
            .SelectMany(rule => rule["ports"].Items.Select(port => port["port"].Number));
        var needed = DeployedConfigurationTests.Load(DeployedConfigurationTests.Base).Providers.Select(provider => provider.WebSocketUrl.Port);

        Assert.Subset(open.ToHashSet(), needed.ToHashSet());
    }

    [Fact]
    public void Configuration_IsReadWhileSilosRun() =>
        Assert.Equal("true", Manifests.Kustomization["generatorOptions"]["disableNameSuffixHash"].Text);
}
