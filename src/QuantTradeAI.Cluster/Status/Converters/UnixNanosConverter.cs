using System.Text.Json;
using System.Text.Json.Serialization;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Status.Converters;

/// <summary>As a number.</summary>
internal sealed class UnixNanosConverter : JsonConverter<UnixNanos>
{
    public override UnixNanos Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, UnixNanos value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
