using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace QuantTradeAI.Streaming.Http.Tests.OpenApi;

public sealed class OpenApiTests
{
    /// <summary>Each documented path and verb is there, and no verb besides.</summary>
    [Fact]
    public async Task Document_ListsTheRoutes()
    {
        await using var rig = await SurfaceRig.StartAsync();
        var (code, document) = await rig.GetAsync("/openapi.json");

        Assert.Equal((HttpStatusCode.OK, "3.1.1"), (code, (string?)document["openapi"]));
        var paths = document["paths"]!.AsObject();
        Assert.Equal(
            ["/health", "/livez", "/metrics", "/openapi.json", "/providers/{name}/failover", "/providers/{name}/isolate", "/providers/{name}/reconnect", "/providers/{name}/release", "/readyz", "/status"],
            paths.Select(path => path.Key).Order());
        foreach (var (path, verbs) in paths)
        {
            using var response = await rig.Client.SendAsync(new HttpRequestMessage(HttpMethod.Trace, path.Replace("{name}", "alpha", StringComparison.Ordinal)));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
            Assert.Equal(response.Content.Headers.Allow.Where(verb => verb != "HEAD").Order(), verbs!.AsObject().Select(verb => verb.Key.ToUpperInvariant()));
        }
    }

    [Theory]
    [InlineData("/livez", "liveness")]
    [InlineData("/readyz", "readiness")]
    [InlineData("/health", "health")]
    [InlineData("/status", "status")]
    [InlineData("/nothing", "problem")]
    public async Task Body_OfARoute_IsAsDocumented(string path, string schema)
    {
        await using var rig = await SurfaceRig.StartAsync();
        var document = (await rig.GetAsync("/openapi.json")).Body;

        var (_, body) = await rig.GetAsync(path);

        Check(document, schema, body.ToJsonString());
    }

    [Fact]
    public async Task Body_OfACommand_IsAsDocumented()
    {
        await using var rig = await SurfaceRig.StartAsync();
        var document = (await rig.GetAsync("/openapi.json")).Body;
        using var response = await rig.PostAsync("/providers/alpha/isolate");

        Check(document, "outcome", await response.Content.ReadAsStringAsync());
        Check(document, "command", """{"reason": "x"}""");
        Assert.False(Evaluate(document, "command", """{"why": "x"}""").IsValid);
    }

    /// <summary>A schema that accepts everything would show nothing.</summary>
    [Theory]
    [InlineData("phase", "5")]
    [InlineData("providers", "{}")]
    [InlineData("at", "null")]
    public async Task Schema_OfTheStatus_RefusesWhatIsOtherwise(string key, string value)
    {
        await using var rig = await SurfaceRig.StartAsync();
        var document = (await rig.GetAsync("/openapi.json")).Body;
        var (_, body) = await rig.GetAsync("/status");

        body[key] = JsonNode.Parse(value);

        Assert.False(Evaluate(document, "status", body.ToJsonString()).IsValid);
    }

    private static void Check(JsonObject document, string schema, string body)
    {
        var result = Evaluate(document, schema, body);
        Assert.True(result.IsValid, $"{schema}: {body}\n{string.Join('\n', result.Details!.Where(detail => detail.Errors is not null).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}"))}");
    }

    private static EvaluationResults Evaluate(JsonObject document, string schema, string body)
    {
        using var parsed = JsonDocument.Parse(Encoding.UTF8.GetBytes(body));
        return JsonSchema.FromText(document["components"]!["schemas"]![schema]!.ToJsonString())
            .Evaluate(parsed.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
    }
}
