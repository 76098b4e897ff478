using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Status;

/// <summary>A silo's status, and what its symbols counted, on their way to another silo: UTF-8 JSON.</summary>
internal static class StatusCodec
{
    /// <summary>The format that is written. What a reader does not know in it, it leaves out; what it needs must be there.</summary>
    public const int Version = 1;

    public static StatusPart Write(string silo, GatewayStatus status) => Write(silo, status, StatusJson.GatewayStatus);

    public static StatusPart Write(string silo, ImmutableDictionary<ProviderId, StreamCounters> counters) => Write(silo, counters, StatusJson.Counters);

    /// <exception cref="FormatException">It is damaged, is something else, or has a version that is not known; the message names the silo.</exception>
    public static GatewayStatus ReadStatus(StatusPart part) => Read(part, StatusJson.GatewayStatus);

    /// <exception cref="FormatException">It is damaged, is something else, or has a version that is not known; the message names the silo.</exception>
    public static ImmutableDictionary<ProviderId, StreamCounters> ReadCounters(StatusPart part) => Read(part, StatusJson.Counters);

    private static StatusPart Write<T>(string silo, T value, JsonTypeInfo<T> type) => new(silo, Version, JsonSerializer.SerializeToUtf8Bytes(value, type));

    private static T Read<T>(StatusPart part, JsonTypeInfo<T> type)
    {
        if (part.Version != Version)
            throw new FormatException($"The status of silo {part.Silo} has version {part.Version}; expected {Version}. One of the two silos is newer.");
        try
        {
            return JsonSerializer.Deserialize(part.Json.Span, type) ?? throw new FormatException($"The status of silo {part.Silo} is null.");
        }
        catch (JsonException damaged)
        {
            throw new FormatException($"The status of silo {part.Silo} is damaged: {damaged.Message}", damaged);
        }
    }
}
