using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using QuantTradeAI.Streaming.Http.Routes;
using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Streaming.Http.OpenApi;

/// <summary>
/// The OpenAPI 3.1 document. Schemas come from the serialiser's own contracts, so they cannot differ from bodies; a test compares paths with
/// routes.
/// </summary>
internal static class OpenApiDocument
{
    private static readonly Lazy<byte[]> Written = new(() => JsonSerializer.SerializeToUtf8Bytes(Make(), JsonContext.Default.JsonObject));

    /// <summary>In UTF-8.</summary>
    public static byte[] Text => Written.Value;

    private static JsonObject Make() => new()
    {
        ["openapi"] = "3.1.1",
        ["info"] = new JsonObject
        {
            ["title"] = "QuantTradeAI gateway",
            ["version"] = typeof(OpenApiDocument).Assembly.GetName().Version?.ToString(3),
            ["description"] = "Health, status, metrics and commands for operators. A configured token is needed for everything but /livez and /readyz.",
        },
        ["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() }, new JsonObject()),
        ["paths"] = Paths(),
        ["components"] = new JsonObject
        {
            ["securitySchemes"] = new JsonObject { ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } },
            ["schemas"] = Schemas(),
        },
    };

    private static JsonObject Paths()
    {
        var paths = new JsonObject
        {
            [ApiRoutes.Liveness] = Get("This process answers.", [OpenApiParts.Body(200, "It does.", "liveness")], isOpen: true),
            [ApiRoutes.Readiness] = Get(
                "Whether the gateway can be used: it runs, and every wanted provider is ready, or others stand in for all that it serves, or its group is in panic.",
                [OpenApiParts.Body(200, "It can.", "readiness"), OpenApiParts.Body(503, "It cannot; checks say why.", "readiness")],
                isOpen: true),
            [ApiRoutes.Health] = Get(
                "How well all of it is.",
                [OpenApiParts.Body(200, "Healthy or degraded.", "health"), OpenApiParts.Body(503, "Unhealthy.", "health")]),
            [ApiRoutes.Status] = Get(
                "All that is known; no older than 100 ms.",
                [OpenApiParts.Body(200, "The status.", "status"), OpenApiParts.Problem(404, "No such provider.")],
                parameters: new JsonArray(OpenApiParts.Query("provider", "Only these providers."), OpenApiParts.Query("symbol", "Only these symbols."))),
            [ApiRoutes.OpenApi] = Get("This document.", [OpenApiParts.Plain(200, "The document.", "application/json")]),
            [MetricsRoute.Path] = Get(
                "Measurements for scraping, in Prometheus' text format or OpenMetrics.",
                [OpenApiParts.Plain(200, "The measurements.", "text/plain", "application/openmetrics-text")]),
        };
        foreach (var operation in Enum.GetValues<ProviderOperation>())
            paths[OperationRoutes.PathOf(operation)] = OpenApiParts.Command(operation);
        return paths;
    }

    private static JsonObject Get(string summary, IEnumerable<KeyValuePair<string, JsonNode?>> answers, bool isOpen = false, JsonArray? parameters = null)
    {
        var get = new JsonObject { ["summary"] = summary };
        if (isOpen)
            get["security"] = new JsonArray();
        if (parameters is not null)
            get["parameters"] = parameters;
        get["responses"] = OpenApiParts.Answers(isOpen ? answers : [.. answers, .. OpenApiParts.Guarded]);
        return new JsonObject { ["get"] = get };
    }

    private static JsonObject Schemas() => new()
    {
        ["liveness"] = SchemaOf(Json.Bodies.LivenessBody),
        ["readiness"] = SchemaOf(Json.Bodies.ReadinessBody),
        ["health"] = SchemaOf(Json.Bodies.HealthBody),
        ["status"] = SchemaOf(Json.Bodies.StatusBody),
        ["command"] = SchemaOf(Json.Bodies.OperationRequest),
        ["outcome"] = SchemaOf(Json.Bodies.OperationBody),
        ["problem"] = SchemaOf(Json.Bodies.ProblemBody),
    };

    /// <summary>References within a schema are resolved in place: they point at a root that is not theirs any more.</summary>
    private static JsonNode SchemaOf(JsonTypeInfo type)
    {
        var schema = type.GetJsonSchemaAsNode(new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true });
        OpenApiParts.InlineReferences(schema, schema);
        return schema;
    }
}
