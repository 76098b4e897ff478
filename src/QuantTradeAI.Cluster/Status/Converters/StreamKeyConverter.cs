using System.Text.Json;
using System.Text.Json.Serialization;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Status.Converters;

/// <summary>As <c>BTC-USD</c> or <c>BTC-USD@binance</c>.</summary>
internal sealed class StreamKeyConverter : JsonConverter<StreamKey>
{
    public override StreamKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        StreamKey.TryParse(reader.GetString(), out var key) ? key : throw new JsonException($"'{reader.GetString()}' is no stream.");

    public override void Write(Utf8JsonWriter writer, StreamKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
