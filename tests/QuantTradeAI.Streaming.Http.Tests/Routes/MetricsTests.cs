using System.Net;
using QuantTradeAI.Streaming.Http.Routes;
using QuantTradeAI.Streaming.Telemetry.Exposition;
using QuantTradeAI.Tests.Operations;

namespace QuantTradeAI.Streaming.Http.Tests.Routes;

public sealed class MetricsTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("*/*", false)]
    [InlineData("text/plain", false)]
    [InlineData("text/html", false)]
    [InlineData("application/openmetrics-text", true)]
    [InlineData("application/openmetrics-text;version=0.0.1", false)]
    [InlineData("application/openmetrics-text;version=1.0.0,text/plain;q=0.5", true)]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0.5,text/plain", false)]
    [InlineData("application/openmetrics-text;q=0,*/*", false)]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2", true)]
    [InlineData("application/*;q=0.9,text/*;q=0.1", true)]
    [InlineData("\u0001 nonsense ;;=", false)]
    public void Accept_ByQuality_ChoosesTheFormat(string? accept, bool isOpenMetrics) =>
        Assert.Equal(isOpenMetrics ? ExpositionFormat.OpenMetrics : ExpositionFormat.Prometheus, AcceptHeader.FormatOf(accept));

    [Theory]
    [InlineData("application/openmetrics-text;version=1.0.0", true)]
    [InlineData("text/plain", false)]
    public async Task Metrics_InEachFormat_AreReadByAParser(string accept, bool isOpenMetrics)
    {
        await using var rig = await SurfaceRig.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Accept.ParseAdd(accept);

        using var response = await rig.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(isOpenMetrics ? MetricsPage.OpenMetricsType : MetricsPage.PrometheusType, response.Content.Headers.ContentType!.ToString());
        var page = Exposition.Parse(await response.Content.ReadAsStringAsync(), isOpenMetrics);
        Assert.Equal(1_000, page.Samples.Single(sample => sample.Name == "websocket_messages_total" && sample.Labels["provider"] == "alpha").Value);
    }

    [Fact]
    public async Task Metrics_AtAnAddressOfTheirOwn_AreAllThatIsThere()
    {
        await using var rig = await SurfaceRig.StartAsync(config => config with { Api = config.Api with { Enabled = false } });

        Assert.Null(rig.Surface.Api);
        Assert.Equal(HttpStatusCode.OK, (await rig.Client.GetAsync("/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rig.Client.GetAsync("/livez")).StatusCode);
        foreach (var path in (string[])["/status", "/health", "/readyz", "/openapi.json"])
            Assert.Equal(HttpStatusCode.NotFound, (await rig.Client.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rig.PostAsync("/providers/alpha/isolate")).StatusCode);
        Assert.Empty(rig.Operations.Executed);
    }

    [Fact]
    public async Task Metrics_SwitchedOff_AreNotThere()
    {
        await using var rig = await SurfaceRig.StartAsync(config => config with { Metrics = config.Metrics with { Enabled = false } });

        Assert.Equal(HttpStatusCode.NotFound, (await rig.Client.GetAsync("/metrics")).StatusCode);
    }
}
