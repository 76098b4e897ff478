using System.Net;
using System.Net.Http.Headers;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Http.Tests.Guarding;

public sealed class TokenTests
{
    private static readonly string[] Guarded = ["/health", "/status", "/metrics", "/openapi.json", "/nothing"];

    [Fact]
    public async Task Token_WhenConfigured_IsNeededForAllButProbes()
    {
        await using var rig = await SurfaceRig.StartWithTokenAsync();

        foreach (var path in Guarded)
        {
            using var response = await rig.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        }

        Assert.Equal(HttpStatusCode.OK, (await rig.Client.GetAsync("/livez")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rig.Client.GetAsync("/readyz")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await rig.PostAsync("/providers/alpha/isolate")).StatusCode);
        Assert.Empty(rig.Operations.Executed);
    }

    [Theory]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer correct horse battery staple!")]
    [InlineData("Bearer correct horse battery stapl")]
    [InlineData("Bearer CORRECT HORSE BATTERY STAPLE")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic correct horse battery staple")]
    [InlineData("correct horse battery staple")]
    public async Task Token_ThatIsWrong_ChangesAndTellsNothing(string authorization)
    {
        await using var rig = await SurfaceRig.StartWithTokenAsync();

        using var response = await rig.PostAsync("/providers/alpha/isolate", null, request => request.Headers.TryAddWithoutValidation("Authorization", authorization));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("invalid_token", Assert.Single(response.Headers.WwwAuthenticate).Parameter, StringComparison.Ordinal);
        Assert.Empty(rig.Operations.Executed);
        Assert.DoesNotContain(SurfaceRig.Token, await response.Content.ReadAsStringAsync() + string.Join('\n', rig.Log.Lines), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    public async Task Token_ThatIsRight_OpensAll(string scheme)
    {
        await using var rig = await SurfaceRig.StartWithTokenAsync();
        rig.Client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"{scheme} {SurfaceRig.Token}");

        Assert.Equal(HttpStatusCode.OK, (await rig.Client.GetAsync("/status")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rig.Client.GetAsync("/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rig.Client.GetAsync("/nothing")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rig.PostAsync("/providers/alpha/isolate")).StatusCode);
    }

    [Fact]
    public async Task Token_OfMetricsAlone_OpensMetricsOnly()
    {
        await using var rig = await SurfaceRig.StartAsync(config => config with
        {
            Api = config.Api with { Token = new Secret("for the API") },
            Metrics = config.Metrics with { Token = new Secret("for scraping") },
        });
        rig.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "for scraping");

        Assert.Equal(HttpStatusCode.OK, (await rig.Client.GetAsync("/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await rig.Client.GetAsync("/status")).StatusCode);
    }

    [Fact]
    public async Task Metrics_ForAnybody_NeedNoTokenBesideAGuardedApi()
    {
        await using var rig = await SurfaceRig.StartAsync(config => config with
        {
            Api = config.Api with { Token = new Secret(SurfaceRig.Token) },
            Metrics = config.Metrics with { AllowAnonymous = true },
        });

        Assert.Equal(HttpStatusCode.OK, (await rig.Client.GetAsync("/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await rig.Client.GetAsync("/status")).StatusCode);
    }

    [Fact]
    public async Task Token_BesideAllowAnonymous_IsNeededAllTheSame()
    {
        await using var rig = await SurfaceRig.StartAsync(config => config with { Api = config.Api with { Token = new Secret(SurfaceRig.Token), AllowAnonymous = true } });

        Assert.Equal(HttpStatusCode.Unauthorized, (await rig.Client.GetAsync("/status")).StatusCode);
    }
}
