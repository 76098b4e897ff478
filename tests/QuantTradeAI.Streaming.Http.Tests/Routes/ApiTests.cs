using System.Net;
using System.Text.Json.Nodes;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Tests.Operations;

namespace QuantTradeAI.Streaming.Http.Tests.Routes;

public sealed class ApiTests
{
    [Fact]
    public async Task Livez_WhateverTheGatewayDoes_IsAlive()
    {
        await using var rig = await SurfaceRig.StartAsync();
        rig.Operations.OnStatus = _ => throw new InvalidOperationException("gone");

        var (code, body) = await rig.GetAsync("/livez");

        Assert.Equal((HttpStatusCode.OK, "alive"), (code, (string?)body["status"]));
        Assert.Equal(0, rig.Operations.Asked);
    }

    [Fact]
    public async Task Readyz_OnceStoppingBegins_IsNotReady()
    {
        await using var rig = await SurfaceRig.StartAsync();
        rig.Operations.Status = rig.Operations.Status with { Providers = [FullStatus.Session("alpha", ProviderState.Live)] };
        Assert.Equal(HttpStatusCode.OK, (await rig.GetAsync("/readyz")).Code);

        rig.Surface.BeginStopping();

        var (code, body) = await rig.GetAsync("/readyz");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not_ready"), (code, (string?)body["status"]));
        Assert.Equal(HttpStatusCode.OK, (await rig.GetAsync("/livez")).Code);
    }

    // A48
    [Theory]
    [InlineData(HealthGrade.Healthy, HttpStatusCode.OK, "healthy")]
    [InlineData(HealthGrade.Degraded, HttpStatusCode.OK, "degraded")]
    [InlineData(HealthGrade.Unhealthy, HttpStatusCode.ServiceUnavailable, "unhealthy")]
    public async Task Health_ByGrade_HasTheCodeForMachines(HealthGrade grade, HttpStatusCode code, string word)
    {
        await using var rig = await SurfaceRig.StartAsync();
        var session = FullStatus.Session("alpha", ProviderState.Live);
        rig.Operations.Status = rig.Operations.Status with
        {
            Providers = [session],
            Health = [FullStatus.Report(session, grade)],
            Groups = [],
            Alerts = Alerts.AlertsStatus.None,
            Storage = null,
        };

        var (got, body) = await rig.GetAsync("/health");

        Assert.Equal((code, word), (got, (string?)body["status"]));
        Assert.Equal(word, (string?)body["providers"]![0]!["status"]);
    }

    [Fact]
    public async Task Probes_WithoutAStatus_AnswerAllTheSame()
    {
        await using var rig = await SurfaceRig.StartAsync();
        rig.Operations.OnStatus = _ => throw new InvalidOperationException("secret detail");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await rig.GetAsync("/readyz")).Code);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await rig.GetAsync("/health")).Code);
        var (code, body) = await rig.GetAsync("/status");
        Assert.Equal(HttpStatusCode.InternalServerError, code);
        Assert.DoesNotContain("secret", body.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(rig.Log.Lines, line => line.StartsWith("Error QuantTradeAI.Streaming.Gateway: /status could not be answered.", StringComparison.Ordinal));
    }

    // A63
    [Fact]
    public async Task Status_OfAll_TellsEveryPart()
    {
        await using var rig = await SurfaceRig.StartAsync();

        var (code, body) = await rig.GetAsync("/status");

        Assert.Equal(HttpStatusCode.OK, code);
        Assert.Equal("running", (string?)body["phase"]);
        var beta = body["providers"]![1]!;
        Assert.Equal(("beta", "unhealthy", "reconnecting", "open"), ((string?)beta["name"], (string?)beta["health"], (string?)beta["state"], (string?)beta["circuit"]!["phase"]));
        Assert.Equal("2026-03-04T12:00:20+00:00", (string?)beta["connection"]!["next_attempt_at"]);
        Assert.Equal(7, (int)beta["connection"]!["disconnects"]!["refused"]!);
        var alpha = body["providers"]![0]!;
        Assert.Equal(2, (int)alpha["traffic"]!["rejected"]!["bad_price"]!);
        Assert.Equal(9, (int)alpha["traffic"]!["published"]!["lost"]!);
        Assert.Equal(0.009, (double)alpha["feed_lag"]!["p99_seconds"]!, 6);
        Assert.Equal(["BTC-USD", "BTC-USD@alpha"], body["streams"]!.AsArray().Select(stream => (string?)stream!["stream"]));
        Assert.Equal("64000.10", (string?)body["streams"]![0]!["last_trade"]!["price"]);
        Assert.Equal(("dollars", "hot", 60.0), ((string?)body["groups"]![0]!["name"], (string?)body["groups"]![0]!["standby"], (double)body["groups"]![0]!["failback_after_seconds"]!));
        Assert.Equal("circuit_open", (string?)body["alerts"]!["firing"]![0]!["rule"]);
        Assert.Equal(7, (int)body["queues"]!["subscriptions"]![0]!["waiting"]!);
        Assert.Equal("disk full", (string?)body["storage"]!["last_error"]);
        Assert.Equal("refused", (string?)body["discovery"]!["unused"]![0]!["kind"]);
    }

    [Fact]
    public async Task Status_WithFilters_TellsThatPart()
    {
        await using var rig = await SurfaceRig.StartAsync();

        var byProvider = (await rig.GetAsync("/status?provider=beta")).Body;
        Assert.Equal(["beta"], byProvider["providers"]!.AsArray().Select(provider => (string?)provider!["name"]));
        Assert.Empty(byProvider["streams"]!.AsArray());

        Assert.Equal(2, (await rig.GetAsync("/status?symbol=BTC-USD")).Body["streams"]!.AsArray().Count);
        var other = (await rig.GetAsync("/status?symbol=ETH-USD")).Body;
        Assert.Empty(other["streams"]!.AsArray());
        Assert.Empty(other["groups"]!.AsArray());
    }

    [Fact]
    public async Task Status_OfAnUnknownProvider_NamesTheNearest()
    {
        await using var rig = await SurfaceRig.StartAsync();

        var (code, body) = await rig.GetAsync("/status?provider=alhpa");

        Assert.Equal(HttpStatusCode.NotFound, code);
        Assert.Equal("There is no provider of this name; expected one of alpha, beta; did you mean 'alpha'?", (string?)body["detail"]);
    }

    [Fact]
    public async Task Status_AskedOftenAtOnce_IsTakenOnce()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(FullStatus.Now);
        await using var rig = await SurfaceRig.StartAsync(options: given => given with { Clock = clock, StatusMaxAge = OperatorSurfaceOptions.DefaultStatusMaxAge });
        var release = new TaskCompletionSource<GatewayStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Operations.OnStatus = _ => release.Task;

        var asking = Enumerable.Range(0, 20).Select(_ => rig.Client.GetStringAsync("/status")).ToList();
        release.SetResult(rig.Operations.Status);
        var answers = await Task.WhenAll(asking).WaitAsync(SurfaceRig.Deadline);

        Assert.Single(answers.Distinct());
        Assert.Equal(1, rig.Operations.Asked);
        clock.Advance(OperatorSurfaceOptions.DefaultStatusMaxAge);
        await rig.Client.GetStringAsync("/status");
        Assert.Equal(2, rig.Operations.Asked);
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/health")]
    [InlineData("/status")]
    [InlineData("/openapi.json")]
    [InlineData("/metrics")]
    public async Task Head_OfWhatCanBeGot_HasNoBody(string path)
    {
        await using var rig = await SurfaceRig.StartAsync();
        using var response = await rig.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        using var got = await rig.Client.GetAsync(path);

        Assert.Equal(got.StatusCode, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(got.Content.Headers.ContentType, response.Content.Headers.ContentType);
    }

    [Fact]
    public async Task EveryResponse_HasSecurityHeaders()
    {
        await using var rig = await SurfaceRig.StartAsync();
        foreach (var path in (string[])["/livez", "/status", "/nothing"])
        {
            using var response = await rig.Client.GetAsync(path);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.True(response.Headers.CacheControl!.NoStore);
            Assert.False(response.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Status_ForThoseWhoAcceptIt_IsCompressed()
    {
        await using var rig = await SurfaceRig.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/status");
        request.Headers.AcceptEncoding.ParseAdd("gzip");

        using var response = await rig.Client.SendAsync(request);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        await using var plain = new System.IO.Compression.GZipStream(await response.Content.ReadAsStreamAsync(), System.IO.Compression.CompressionMode.Decompress);
        Assert.Equal("running", (string?)(await JsonNode.ParseAsync(plain))!["phase"]);
    }
}
