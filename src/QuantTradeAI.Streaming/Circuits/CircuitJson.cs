using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuantTradeAI.Streaming.Circuits;

/// <summary>A circuit's state as JSON with a version, so that later programs read what this one wrote.</summary>
internal static class CircuitJson
{
    /// <summary>Grows when an older program would misread it; keys that it may ignore do not.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<CircuitPhase>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static string Write(CircuitState state) => JsonSerializer.Serialize(new Document(Version, state), Options);

    /// <exception cref="JsonException">It is no such JSON, or a later version's.</exception>
    public static CircuitState Read(string json)
    {
        var document = JsonSerializer.Deserialize<Document>(json, Options);
        if (document?.Version > Version)
            throw new JsonException($"It has version {document.Version}; expected {Version} at most.");
        return document?.State ?? throw new JsonException("It holds no circuit.");
    }

    private sealed record Document(int Version, CircuitState? State);
}
