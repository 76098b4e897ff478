using System.Text.Json;
using System.Text.Json.Serialization;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Cluster.Storage;

/// <summary>A provider's record as JSON, without its name and epoch, which are kept beside it.</summary>
internal static class ProviderRecordJson
{
    /// <summary>Grows when an older program would misread it; keys that it may ignore do not.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<ProviderState>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static string Write(ProviderRecord record)
    {
        using var circuit = JsonDocument.Parse(CircuitJson.Write(record.Circuit));
        return JsonSerializer.Serialize(
            new Document(
                record.State, circuit.RootElement, record.ReconnectAttempts, record.Connects, record.Disconnects, record.LastError, record.LastErrorAt, record.UpdatedAt),
            Options);
    }

    /// <exception cref="JsonException">It is no such JSON, or a later version's.</exception>
    public static ProviderRecord Read(string json, int version, string provider, long epoch)
    {
        if (version > Version)
            throw new JsonException($"It has version {version}; expected {Version} at most.");
        var document = JsonSerializer.Deserialize<Document>(json, Options) ?? throw new JsonException("It holds no record.");
        if (document.Circuit.ValueKind == JsonValueKind.Undefined)
            throw new JsonException("It holds no circuit.");
        return new ProviderRecord
        {
            Provider = provider,
            Epoch = epoch,
            State = document.State,
            Circuit = CircuitJson.Read(document.Circuit.GetRawText()),
            ReconnectAttempts = document.ReconnectAttempts,
            Connects = document.Connects,
            Disconnects = document.Disconnects,
            LastError = document.LastError,
            LastErrorAt = document.LastErrorAt,
            UpdatedAt = document.UpdatedAt,
        };
    }

    private sealed record Document(
        ProviderState State,
        JsonElement Circuit,
        int ReconnectAttempts,
        long Connects,
        long Disconnects,
        string? LastError,
        DateTimeOffset? LastErrorAt,
        DateTimeOffset UpdatedAt);
}
