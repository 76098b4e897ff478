using QuantTradeAI.Silo.Running;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Silo.Tests.Running;

public sealed class SiloPlanTests
{
    private static readonly StreamingConfig Config = new()
    {
        Providers = [],
        Storage = new StorageConfig { Directory = "/data" },
        Health = new StreamingHealthConfig { Api = new EndpointConfig { Enabled = true, Port = 8000 }, Metrics = new EndpointConfig { Enabled = true, Port = 8001 } },
    };

    [Fact]
    public void Plan_WithoutOptions_IsAsConfigured()
    {
        var plan = SiloPlan.Of(Config, new SiloSettings(null, [], Live: true));

        Assert.Equal((Config.Cluster, Config.Health, "/data/cluster.db"), (plan.Cluster, plan.Health, plan.StorageFile));
        Assert.Equal($"{Environment.MachineName}-11111", plan.Name);
    }

    [Fact]
    public void Plan_WithOptions_HasThemInPlaceOfTheConfiguredOnes()
    {
        var plan = SiloPlan.Of(Config, new SiloSettings(null, [], Live: true) { Name = "a", Data = "/other", Port = 7, SiloPort = 8, GatewayPort = 9 });

        Assert.Equal(("a", "/other/cluster.db", 8, 9), (plan.Name, plan.StorageFile, plan.Cluster.Endpoints.SiloPort, plan.Cluster.Endpoints.GatewayPort));
        Assert.Equal((7, 7), (plan.Health.Api.Port, plan.Health.Metrics.Port));
    }

    [Fact]
    public void Plan_WithSimulatedVenues_RemembersApartFromRealOnes() =>
        Assert.Equal("/data/simulated-cluster.db", SiloPlan.Of(Config, new SiloSettings(null, [], Live: false)).StorageFile);
}
