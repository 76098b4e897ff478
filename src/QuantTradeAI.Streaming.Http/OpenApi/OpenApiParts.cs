using System.Globalization;
using System.Text.Json.Nodes;
using QuantTradeAI.Streaming.Operations;
using QuantTradeAI.Streaming.Telemetry;

namespace QuantTradeAI.Streaming.Http.OpenApi;

/// <summary>What an OpenAPI document is put together from.</summary>
internal static class OpenApiParts
{
    private const string JsonType = "application/json";
    private const string ProblemType = "application/problem+json";
    private const string Reference = "$ref";

    /// <summary>What a guarded route can answer, too.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Guarded =>
    [
        Problem(401, "A token is needed."),
        Problem(403, "Not from this host or site."),
        Problem(503, "Too many requests at once, or no status."),
    ];

    public static KeyValuePair<string, JsonNode?> Body(int status, string what, string schema) => Answer(status, what, JsonType, schema);

    public static KeyValuePair<string, JsonNode?> Problem(int status, string what) => Answer(status, what, ProblemType, "problem");

    public static KeyValuePair<string, JsonNode?> Plain(int status, string what, params IEnumerable<string> types)
    {
        var content = new JsonObject();
        foreach (var type in types)
            content[type] = new JsonObject();
        return new(Code(status), new JsonObject { ["description"] = what, ["content"] = content });
    }

    /// <summary>By status; the first for each.</summary>
    public static JsonObject Answers(IEnumerable<KeyValuePair<string, JsonNode?>> answers) => new(answers.DistinctBy(answer => answer.Key));

    public static JsonObject Query(string name, string what) => new()
    {
        ["name"] = name,
        ["in"] = "query",
        ["description"] = what,
        ["schema"] = new JsonObject { ["type"] = "array", ["items"] = Text() },
    };

    public static JsonObject Command(ProviderOperation operation) => new()
    {
        ["post"] = new JsonObject
        {
            ["summary"] = SummaryOf(operation),
            ["parameters"] = new JsonArray(new JsonObject { ["name"] = "name", ["in"] = "path", ["required"] = true, ["schema"] = Text() }),
            ["requestBody"] = new JsonObject { ["required"] = false, ["content"] = Content(JsonType, "command") },
            ["responses"] = Answers(
            [
                Body(200, "Done, or so already.", "outcome"),
                Problem(400, "The body is not as expected."),
                Problem(404, "No such provider."),
                Problem(409, "Not possible now; nothing was changed."),
                Problem(413, "The body is too large."),
                Problem(415, "The body is not JSON."),
                .. Guarded,
                Problem(504, "Not done in time; what was begun goes on."),
            ]),
        },
    };

    /// <summary>Puts what is referred to in the place of each reference.</summary>
    public static void InlineReferences(JsonNode? node, JsonNode root)
    {
        switch (node)
        {
            case JsonObject one:
                foreach (var (key, value) in one.ToList())
                {
                    if (value is JsonObject inner && inner[Reference] is JsonValue reference)
                        one[key] = Resolve(root, (string)reference!);
                    InlineReferences(one[key], root);
                }

                break;
            case JsonArray many:
                for (var i = 0; i < many.Count; i++)
                {
                    if (many[i] is JsonObject inner && inner[Reference] is JsonValue reference)
                        many[i] = Resolve(root, (string)reference!);
                    InlineReferences(many[i], root);
                }

                break;
        }
    }

    private static JsonNode? Resolve(JsonNode root, string reference)
    {
        var found = (JsonNode?)root;
        foreach (var part in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
            found = found is JsonArray many ? many[int.Parse(part, CultureInfo.InvariantCulture)] : found?[part];
        return found?.DeepClone();
    }

    private static string SummaryOf(ProviderOperation operation) => operation switch
    {
        ProviderOperation.Isolate => "Disconnect a provider and use it no longer, until it is released; also over a restart.",
        ProviderOperation.Release => "End an isolation, or a break of a circuit: it is tried again at once.",
        ProviderOperation.Reconnect => "Replace a provider's connections.",
        ProviderOperation.Failover => "Let others take over wherever a provider is the source.",
        _ => SnakeCase.Of(operation),
    };

    private static KeyValuePair<string, JsonNode?> Answer(int status, string what, string type, string schema) =>
        new(Code(status), new JsonObject { ["description"] = what, ["content"] = Content(type, schema) });

    private static JsonObject Content(string type, string schema) =>
        new() { [type] = new JsonObject { ["schema"] = new JsonObject { [Reference] = $"#/components/schemas/{schema}" } } };

    private static JsonObject Text() => new() { ["type"] = "string" };

    private static string Code(int status) => status.ToString(CultureInfo.InvariantCulture);
}
