using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Streaming.Http.Tests.Routes;

public sealed class OperationTests
{
    [Theory]
    [InlineData("isolate", ProviderOperation.Isolate)]
    [InlineData("release", ProviderOperation.Release)]
    [InlineData("reconnect", ProviderOperation.Reconnect)]
    [InlineData("failover", ProviderOperation.Failover)]
    public async Task Command_WithAReason_IsDone(string word, ProviderOperation operation)
    {
        await using var rig = await SurfaceRig.StartAsync();

        using var response = await rig.PostAsync($"/providers/alpha/{word}", """{"reason": " maintenance at 12:00 "}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((operation, "alpha", "maintenance at 12:00"), Assert.Single(rig.Operations.Executed));
        var body = await BodyOf(response);
        Assert.Equal(("alpha", word, "done", "alpha: done."), ((string?)body["provider"], (string?)body["operation"], (string?)body["result"], (string?)body["message"]));
    }

    [Fact]
    public async Task Command_WithoutABody_HasNoReason()
    {
        await using var rig = await SurfaceRig.StartAsync();

        using var response = await rig.PostAsync("/providers/beta/release");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(Assert.Single(rig.Operations.Executed).Reason);
    }

    [Theory]
    [InlineData(OperationResult.AlreadySo, HttpStatusCode.OK)]
    [InlineData(OperationResult.NotPossible, HttpStatusCode.Conflict)]
    public async Task Command_ByWhatCameOfIt_HasItsCode(OperationResult result, HttpStatusCode code)
    {
        await using var rig = await SurfaceRig.StartAsync();
        rig.Operations.OnExecute = (_, _, _) => Task.FromResult(new OperationOutcome(result, "alpha has nobody to stand in for it."));

        using var response = await rig.PostAsync("/providers/alpha/failover");

        Assert.Equal(code, response.StatusCode);
        Assert.Contains("nobody to stand in", (await BodyOf(response)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_OfAnUnknownProvider_IsNotFoundAndNamesTheNearest()
    {
        await using var rig = await SurfaceRig.StartAsync();

        using var response = await rig.PostAsync("/providers/bet/isolate");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("did you mean 'beta'?", (string?)(await BodyOf(response))["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("""{"reason": 5}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"why": "x"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"reason": "two\nlines"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"reason": "turned \u202E round"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"reason": "two\u2028lines"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"reason": "\u001b[2J"}""", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.OK)]
    [InlineData("{}", HttpStatusCode.OK)]
    [InlineData("""{"reason": "  "}""", HttpStatusCode.OK)]
    public async Task Command_WithABody_IsReadStrictly(string body, HttpStatusCode code)
    {
        await using var rig = await SurfaceRig.StartAsync();

        using var response = await rig.PostAsync("/providers/alpha/isolate", body);

        Assert.Equal(code, response.StatusCode);
        Assert.Equal(code == HttpStatusCode.OK ? 1 : 0, rig.Operations.Executed.Count);
    }

    [Theory]
    [InlineData(900, HttpStatusCode.BadRequest)]
    [InlineData(5_000, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(5_000_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Command_WithALongBody_IsRefused(int length, HttpStatusCode code)
    {
        await using var rig = await SurfaceRig.StartAsync();

        using var response = await rig.PostAsync("/providers/alpha/isolate", $$"""{"reason": "{{new string('x', length)}}"}""", request => request.Headers.ExpectContinue = true);

        Assert.Equal(code, response.StatusCode);
        Assert.Empty(rig.Operations.Executed);
    }

    [Fact]
    public async Task Command_WithTheLongestReason_IsDoneHoweverItIsEscaped()
    {
        await using var rig = await SurfaceRig.StartAsync();

        using var response = await rig.PostAsync("/providers/alpha/isolate", $$"""{"reason": "{{string.Concat(Enumerable.Repeat("\\u6f22", 500))}}"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(new string('\u6f22', 500), Assert.Single(rig.Operations.Executed).Reason);
    }

    [Fact]
    public async Task Command_WithALongBodyOfUnknownLength_IsRefused()
    {
        await using var rig = await SurfaceRig.StartAsync();

        using var response = await rig.PostAsync("/providers/alpha/isolate", new string('x', 5_000), request => request.Headers.TransferEncodingChunked = true);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Command_WithABodyThatIsNoJson_IsRefused()
    {
        await using var rig = await SurfaceRig.StartAsync();

        using var response = await rig.PostAsync("/providers/alpha/isolate", null, request => request.Content = new StringContent("reason=x"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Empty(rig.Operations.Executed);
    }

    [Fact]
    public async Task Command_ThatTakesTooLong_SaysThatItGoesOn()
    {
        var clock = new FakeTimeProvider();
        await using var rig = await SurfaceRig.StartAsync(options: given => given with { Clock = clock });
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Operations.OnExecute = (_, _, _) =>
        {
            begun.SetResult();
            return new TaskCompletionSource<OperationOutcome>().Task;
        };

        var answering = rig.PostAsync("/providers/alpha/reconnect");
        await begun.Task.WaitAsync(SurfaceRig.Deadline);
        clock.Advance(OperatorSurfaceOptions.DefaultRequestDeadline);

        using var response = await answering;
        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Equal("There was no answer within 10 s; what was begun goes on.", (string?)(await BodyOf(response))["detail"]);
    }

    [Fact]
    public async Task Command_ThatFails_TellsNothingOfTheInside()
    {
        await using var rig = await SurfaceRig.StartAsync();
        rig.Operations.OnExecute = (_, _, _) => throw new InvalidOperationException("password=hunter2");

        using var response = await rig.PostAsync("/providers/alpha/reconnect");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        var body = (await BodyOf(response)).ToJsonString();
        Assert.DoesNotContain("hunter2", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
    }

    private static async Task<JsonObject> BodyOf(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
}
