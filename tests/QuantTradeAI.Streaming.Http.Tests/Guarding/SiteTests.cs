using System.Net;

namespace QuantTradeAI.Streaming.Http.Tests.Guarding;

/// <summary>What a web page in an operator's browser could try.</summary>
public sealed class SiteTests
{
    [Theory]
    [InlineData("GET", "/status")]
    [InlineData("GET", "/metrics")]
    [InlineData("POST", "/providers/alpha/isolate")]
    public async Task Request_ByANameThatWasPointedHere_IsForbidden(string method, string path)
    {
        await using var rig = await SurfaceRig.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Host = "attacker.example";

        using var response = await rig.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(rig.Operations.Executed);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:8000")]
    [InlineData("127.0.0.1")]
    [InlineData("127.1.2.3:80")]
    [InlineData("[::1]:8000")]
    public async Task Request_ByANameOfThisMachine_IsServed(string host)
    {
        await using var rig = await SurfaceRig.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/status");
        request.Headers.Host = host;

        Assert.Equal(HttpStatusCode.OK, (await rig.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Request_ByAnyName_IsServedToProbesAndWhereAnybodyMay()
    {
        await using var guarded = await SurfaceRig.StartAsync();
        using var probe = new HttpRequestMessage(HttpMethod.Get, "/livez");
        probe.Headers.Host = "10.1.2.3:8000";
        Assert.Equal(HttpStatusCode.OK, (await guarded.Client.SendAsync(probe)).StatusCode);

        await using var open = await SurfaceRig.StartAsync(config => config with { Api = config.Api with { AllowAnonymous = true } });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/status");
        request.Headers.Host = "gateway.internal";
        Assert.Equal(HttpStatusCode.OK, (await open.Client.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://attacker.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Command_OfAnotherSitesPage_IsForbidden(string header, string value)
    {
        await using var rig = await SurfaceRig.StartAsync();

        using var response = await rig.PostAsync("/providers/alpha/isolate", null, request => request.Headers.TryAddWithoutValidation(header, value));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(rig.Operations.Executed);
    }

    [Fact]
    public async Task Command_OfAPageOfItsOwn_IsDone()
    {
        await using var rig = await SurfaceRig.StartAsync();
        var own = rig.Surface.Api!.GetLeftPart(UriPartial.Authority);

        using var response = await rig.PostAsync("/providers/alpha/isolate", null, request =>
        {
            request.Headers.TryAddWithoutValidation("Origin", own);
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
