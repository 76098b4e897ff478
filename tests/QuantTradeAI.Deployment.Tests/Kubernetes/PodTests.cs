namespace QuantTradeAI.Deployment.Tests.Kubernetes;

/// <summary>What a pod of a silo may do, has, and is asked.</summary>
public sealed class PodTests
{
    [Fact]
    public void Pod_IsRestricted()
    {
        var context = Manifests.Pod["securityContext"];

        Assert.Equal("true", context["runAsNonRoot"].Text);
        Assert.Equal(1654, context["runAsUser"].Number);
        Assert.Equal("RuntimeDefault", context["seccompProfile"]["type"].Text);
        Assert.All((string[])["hostNetwork", "hostPID", "hostIPC"], key => Assert.False(Manifests.Pod[key].IsThere, key));
        Assert.Equal("restricted", Manifests.Get("Namespace", "quanttradeai")["metadata"]["labels"]["pod-security.kubernetes.io/enforce"].Text);
    }

    [Fact]
    public void Containers_AreRestricted()
    {
        Assert.Equal(2, Manifests.Containers.Count);
        Assert.All(Manifests.Containers, container =>
        {
            Assert.Equal("false", container["securityContext"]["allowPrivilegeEscalation"].Text);
            Assert.Equal("true", container["securityContext"]["readOnlyRootFilesystem"].Text);
            Assert.Equal(["ALL"], container["securityContext"]["capabilities"]["drop"].Texts);
            Assert.Matches(@"^[a-z/]+:\d+\.\d+\.\d+$", container["image"].Text);
        });
    }

    [Fact]
    public void Pod_HasNoRightsAtTheApiServer()
    {
        Assert.Equal("false", Manifests.Pod["automountServiceAccountToken"].Text);
        Assert.Equal("silo", Manifests.Pod["serviceAccountName"].Text);
        Assert.Equal("false", Manifests.Get("ServiceAccount", "silo")["automountServiceAccountToken"].Text);
        Assert.DoesNotContain(Manifests.All, item => item["kind"].Text!.Contains("Role", StringComparison.Ordinal));
    }

    [Fact]
    public void Containers_HaveMemoryReservedAndNoLimitOfProcessors() =>
        Assert.All(Manifests.Containers, container =>
        {
            Assert.True(container["resources"]["requests"]["cpu"].IsThere, $"{container}");
            Assert.True(container["resources"]["requests"]["memory"].IsThere, $"{container}");
            Assert.Equal(container["resources"]["requests"]["memory"].Text, container["resources"]["limits"]["memory"].Text);
            Assert.False(container["resources"]["limits"]["cpu"].IsThere, $"{container}");
        });

    [Fact]
    public void Silo_HasLongerToEndThanItTakes() =>
        Assert.InRange(
            Manifests.Pod["terminationGracePeriodSeconds"].Number,
            DeployedConfigurationTests.Load(DeployedConfigurationTests.Base).Cluster.ShutdownTimeout.TotalSeconds + 10,
            120);

    [Fact]
    public void Probes_AskForLifeAndReadinessApart()
    {
        Assert.Equal("/livez", Manifests.Silo["startupProbe"]["httpGet"]["path"].Text);
        Assert.Equal("/livez", Manifests.Silo["livenessProbe"]["httpGet"]["path"].Text);
        Assert.Equal("/readyz", Manifests.Silo["readinessProbe"]["httpGet"]["path"].Text);
        Assert.All(
            (string[])["startupProbe", "livenessProbe", "readinessProbe"],
            probe => Assert.Contains(Manifests.Silo[probe]["httpGet"]["port"].Text, Manifests.Silo["ports"].Items.Select(port => port["name"].Text)));
    }

    [Fact]
    public void Ports_AreThoseOfTheConfiguration()
    {
        var config = DeployedConfigurationTests.Load(DeployedConfigurationTests.Base);
        var ports = Manifests.Silo["ports"].Items.ToDictionary(port => port["name"].Text!, port => port["containerPort"].Number);

        Assert.Equal(config.Cluster.Endpoints.SiloPort, ports["silo"]);
        Assert.Equal(config.Cluster.Endpoints.GatewayPort, ports["gateway"]);
        Assert.Equal(YamlValue.Read(DeployedConfigurationTests.Base).Single()["streaming_health"]["api"]["port"].Number, ports["http"]);
    }

    [Fact]
    public void Address_IsThePodsOwn()
    {
        Assert.Contains("advertised_address: \"${POD_IP}\"", RepositoryFiles.Read(DeployedConfigurationTests.Base), StringComparison.Ordinal);
        Assert.All(Manifests.Containers, container => Assert.Contains(
            container["env"].Items, item => item["name"].Text == "POD_IP" && item["valueFrom"]["fieldRef"]["fieldPath"].Text == "status.podIP"));
    }

    [Fact]
    public void Secrets_AreFiles()
    {
        Assert.All(Manifests.Containers, container => Assert.DoesNotContain(container["env"].Items, item => item["valueFrom"]["secretKeyRef"].IsThere));
        Assert.DoesNotContain(Manifests.All, item => item["kind"].Text == "Secret");
        Assert.All(Manifests.Containers, container => Assert.Contains(
            container["volumeMounts"].Items, mount => mount["name"].Text == "secrets" && mount["readOnly"].Text == "true"));
        Assert.Contains("${file:/run/secrets/quanttradeai/cluster_db}", RepositoryFiles.Read(DeployedConfigurationTests.Base), StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_IsAppliedBeforeASiloStarts()
    {
        var schema = Manifests.Pod["initContainers"].Items.Single();

        Assert.Equal(["schema", "apply", "--config", "/etc/quanttradeai/streaming.yaml"], schema["args"].Texts);
        Assert.Equal(Manifests.Silo["image"].Text, schema["image"].Text);
    }
}
