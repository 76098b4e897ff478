using System.Net;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Http.Listening;

namespace QuantTradeAI.Streaming.Http.Tests.Guarding;

/// <summary>Correct codes, no stack trace, nothing changed.</summary>
public sealed class NastyRequestTests
{
    [Theory]
    [InlineData("GET /livez HTTP/1.0\r\n\r\n", 200)]
    [InlineData("GET /status HTTP/1.0\r\n\r\n", 200)]
    [InlineData("GET /../status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 200)]
    [InlineData("GET /livez/../status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 200)]
    [InlineData("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404)]
    [InlineData("GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404)]
    [InlineData("GET //status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404)]
    [InlineData("GET /status%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("GET /sta\0tus HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("GET /status HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("GET /status HTTP/1.1\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("GET /status HTTP/9.9\r\n\r\n", 505)]
    [InlineData("nonsense\r\n\r\n", 400)]
    [InlineData("GET /status\r\n\r\n", 400)]
    [InlineData("BREW /status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 405)]
    [InlineData("GET /providers/alpha/isolate HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 405)]
    [InlineData("POST /providers/alpha/explode HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", 404)]
    [InlineData("POST /providers//isolate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", 404)]
    [InlineData("POST /providers/..%2fbeta/isolate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", 404)]
    [InlineData("POST /providers/alpha/../beta/isolate/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", 404)]
    [InlineData("POST /providers/alpha/isolate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nhello", 400)]
    [InlineData("POST /providers/alpha/isolate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\nConnection: close\r\n\r\n", 400)]
    public async Task Request_AsNoClientShouldSendIt_HasItsCode(string request, int code)
    {
        await using var rig = await SurfaceRig.StartAsync();

        var answer = await rig.SendRawAsync(request);

        Assert.StartsWith($"HTTP/1.1 {code} ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("alpha", rig.Operations.Executed.Select(one => one.Provider));
        Assert.DoesNotContain("beta", rig.Operations.Executed.Select(one => one.Provider));
    }

    [Fact]
    public async Task Header_OfAMegabyte_Is431()
    {
        await using var rig = await SurfaceRig.StartAsync();

        var answer = await rig.SendRawAsync($"GET /status HTTP/1.1\r\nHost: localhost\r\nX: {new string('x', 1_000_000)}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 431 ", answer, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await rig.Client.GetAsync("/livez")).StatusCode);
    }

    [Fact]
    public async Task Headers_TooMany_Are431()
    {
        await using var rig = await SurfaceRig.StartAsync();
        var headers = string.Concat(Enumerable.Range(0, Limits.MaxHeaders + 1).Select(i => $"X{i}: 1\r\n"));

        Assert.StartsWith("HTTP/1.1 431 ", await rig.SendRawAsync($"GET /status HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Path_OfAMegabyte_Is414()
    {
        await using var rig = await SurfaceRig.StartAsync();

        Assert.StartsWith("HTTP/1.1 414 ", await rig.SendRawAsync($"GET /{new string('x', 1_000_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n"), StringComparison.Ordinal);
    }

    /// <summary>What the web server answers by itself, before any of our code runs, has no body: nothing is told of what is inside.</summary>
    [Theory]
    [InlineData(400, "nonsense\r\n\r\n")]
    [InlineData(400, "GET /status HTTP/1.1\r\nConnection: close\r\n\r\n")]
    [InlineData(400, "GET /status HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData(400, "POST /providers/alpha/isolate HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n")]
    [InlineData(505, "GET /status HTTP/9.9\r\nHost: localhost\r\n\r\n")]
    [InlineData(414, null)]
    [InlineData(431, null)]
    public async Task Answer_OfTheWebServerItself_HasNoBodyAndNamesNoProgram(int code, string? request)
    {
        await using var rig = await SurfaceRig.StartAsync();
        request ??= code == 414
            ? $"GET /{new string('x', Limits.MaxRequestLineBytes)} HTTP/1.1\r\nHost: localhost\r\n\r\n"
            : $"GET /status HTTP/1.1\r\nHost: localhost\r\nX: {new string('x', Limits.MaxHeaderBytes)}\r\n\r\n";

        var answer = await rig.SendRawAsync(request);

        var head = answer[..answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
        Assert.StartsWith($"HTTP/1.1 {code} ", head[0], StringComparison.Ordinal);
        Assert.Equal(["Connection: close", "Content-Length: 0"], head[1..].Where(line => !line.StartsWith("Date: ", StringComparison.Ordinal)).Order());
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
        Assert.All(rig.Log.Lines, line => Assert.StartsWith("Information ", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PUT", "/status", "GET, HEAD")]
    [InlineData("POST", "/livez", "GET, HEAD")]
    [InlineData("DELETE", "/metrics", "GET, HEAD")]
    [InlineData("GET", "/providers/alpha/isolate", "POST")]
    [InlineData("OPTIONS", "/providers/alpha/isolate", "POST")]
    public async Task Verb_ThatIsNotPossible_Is405WithThoseThatAre(string method, string path, string allowed)
    {
        await using var rig = await SurfaceRig.StartAsync();

        using var response = await rig.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow.Order()));
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Empty(rig.Operations.Executed);
    }

    [Fact]
    public async Task Body_ThatNeverComes_IsNotWaitedForLongerThanTheDeadline()
    {
        await using var rig = await SurfaceRig.StartAsync(options: given => given with { RequestDeadline = TimeSpan.FromMilliseconds(200) });

        var answer = await rig.SendRawAsync("POST /providers/alpha/isolate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 20\r\nConnection: close\r\n\r\n{");

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Empty(rig.Operations.Executed);
    }

    [Fact]
    public async Task Requests_TooManyAtOnce_AreRefusedButForProbes()
    {
        await using var rig = await SurfaceRig.StartAsync(options: given => given with { MaxConcurrentRequests = 2 });
        var (release, begun) = (new TaskCompletionSource<GatewayStatus>(TaskCreationOptions.RunContinuationsAsynchronously), new SemaphoreSlim(0));
        rig.Operations.OnExecute = async (_, _, cancellationToken) =>
        {
            begun.Release();
            await release.Task.WaitAsync(cancellationToken);
            return new Streaming.Operations.OperationOutcome(Streaming.Operations.OperationResult.Done, "done");
        };
        var running = new[] { rig.PostAsync("/providers/alpha/isolate"), rig.PostAsync("/providers/alpha/isolate") };
        for (var i = 0; i < running.Length; i++)
            Assert.True(await begun.WaitAsync(SurfaceRig.Deadline));

        using var refused = await rig.Client.GetAsync("/status");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await rig.Client.GetAsync("/livez")).StatusCode);

        release.SetResult(rig.Operations.Status);
        Assert.All(await Task.WhenAll(running), response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await rig.Client.GetAsync("/status")).StatusCode);
    }
}
