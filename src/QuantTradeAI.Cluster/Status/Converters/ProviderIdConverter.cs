using System.Text.Json;
using System.Text.Json.Serialization;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Status.Converters;

/// <summary>By name; none is the empty one.</summary>
internal sealed class ProviderIdConverter : JsonConverter<ProviderId>
{
    public override ProviderId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(reader.GetString());

    public override void Write(Utf8JsonWriter writer, ProviderId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);

    public override ProviderId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, ProviderId value, JsonSerializerOptions options) => writer.WritePropertyName(value.Name);

    private static ProviderId Of(string? name)
    {
        try
        {
            return string.IsNullOrEmpty(name) ? default : ProviderId.Of(name);
        }
        catch (FormatException noName)
        {
            throw new JsonException(noName.Message, noName);
        }
    }
}
