using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Http.Listening;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Http.Tests.Listening;

public sealed class ListenPlanTests
{
    private static readonly Secret Token = new("t");

    [Fact]
    public void Of_OneAddressForBoth_IsOneListener()
    {
        var plan = Assert.Single(ListenPlan.Of(Config(On("localhost", 8000), On("127.0.0.1", 8000))));

        Assert.Equal(("127.0.0.1", 8000, "Health, status and metrics"), (plan.Host, plan.Port, plan.Serves));
    }

    [Theory]
    [InlineData("127.0.0.1", 9090)]
    [InlineData("127.0.0.2", 8000)]
    public void Of_AnotherAddressForMetrics_IsTwoListeners(string host, int port)
    {
        var plans = ListenPlan.Of(Config(On("127.0.0.1", 8000), On(host, port)));

        Assert.Equal(["Health and status", "Metrics"], plans.Select(plan => plan.Serves));
        Assert.Equal((host, port), (plans[1].Host, plans[1].Port));
        Assert.Equal((true, true), (plans[0].Metrics is null, plans[1].Api is null));
    }

    [Theory]
    [InlineData(true, false, "streaming_health.api")]
    [InlineData(false, true, "streaming_health.metrics")]
    public void Of_OneThatIsEnabled_IsThatOne(bool api, bool metrics, string key) =>
        Assert.Equal(key, Assert.Single(ListenPlan.Of(Config(On("127.0.0.1", 1) with { Enabled = api }, On("127.0.0.1", 1) with { Enabled = metrics }))).Key);

    [Fact]
    public void Of_NeitherEnabled_IsNone() => Assert.Empty(ListenPlan.Of(new StreamingHealthConfig()));

    [Fact]
    public void Of_AnUnprotectedAddress_IsServedToThisMachineOnly()
    {
        var plan = Assert.Single(ListenPlan.Of(Config(On("0.0.0.0", 8000), null)));

        Assert.Equal(("127.0.0.1", "streaming_health.api", "0.0.0.0"), (plan.Host, plan.UnprotectedKey, plan.ConfiguredHost));
    }

    [Theory]
    [InlineData(true, false, false, false, null)]
    [InlineData(true, true, false, false, null)]
    [InlineData(false, true, false, true, null)]
    [InlineData(false, true, true, false, null)]
    [InlineData(false, true, false, false, "streaming_health.metrics")]
    [InlineData(false, false, true, false, "streaming_health.api")]
    [InlineData(false, false, false, false, "streaming_health.api")]
    public void Of_OneAddress_IsProtectedByTheApisToken(bool apiToken, bool apiAnonymous, bool metricsToken, bool metricsAnonymous, string? unprotected)
    {
        var api = On("0.0.0.0", 8000) with { Token = apiToken ? Token : null, AllowAnonymous = apiAnonymous };
        var metrics = On("0.0.0.0", 8000) with { Token = metricsToken ? Token : null, AllowAnonymous = metricsAnonymous };

        var plan = Assert.Single(ListenPlan.Of(Config(api, metrics)));

        Assert.Equal(unprotected, plan.UnprotectedKey);
        Assert.Equal(unprotected is null ? "0.0.0.0" : "127.0.0.1", plan.Host);
    }

    private static EndpointConfig On(string host, int port) => new() { Enabled = true, Host = host, Port = port };

    private static StreamingHealthConfig Config(EndpointConfig api, EndpointConfig? metrics) => new() { Api = api, Metrics = metrics ?? new EndpointConfig() };
}
