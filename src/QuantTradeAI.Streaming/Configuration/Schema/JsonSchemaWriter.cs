using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary>Writes a document's rule as a draft-07 JSON Schema, for editors.</summary>
internal static class JsonSchemaWriter
{
    public const string PlaceholderReference = "#/definitions/placeholder";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string title, ObjectRule root)
    {
        var schema = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#", ["title"] = title };
        foreach (var (name, value) in root.ToJson())
            schema[name] = value?.DeepClone();
        schema["definitions"] = new JsonObject
        {
            ["placeholder"] = new JsonObject
            {
                ["type"] = "string",
                ["pattern"] = @"\$\{",
                ["description"] = "${VAR}, ${VAR:-default}, ${VAR:?message} or ${file:PATH}, put in after parsing.",
            },
        };
        return schema.ToJsonString(Indented) + "\n";
    }

    /// <summary>What a key may hold; nothing at all, where it may be absent.</summary>
    public static JsonObject OfKey(Key key)
    {
        var schema = new JsonObject { ["description"] = key.Description };
        if (key.Default is { } value)
            schema["default"] = value.DeepClone();
        foreach (var (name, part) in key.Rule.ToJson())
            schema[name] = part?.DeepClone();
        if (key.IsRequired)
            return schema;
        if (schema["anyOf"] is JsonArray choices)
            choices.Add(new JsonObject { ["type"] = "null" });
        else if (schema["type"] is JsonValue type)
            schema["type"] = new JsonArray(type.DeepClone(), "null");
        return schema;
    }
}
