using System.Text.Json;
using System.Text.Json.Serialization;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Status.Converters;

/// <summary>As a <see cref="MarketBatch"/> of one event, in base 64: its exact digits and its clocks come along.</summary>
internal abstract class EventConverter<T>(MarketEventKind kind) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return MarketBatch.Read(reader.GetBytesFromBase64()) is [var one] && one.Kind == kind ? Of(one) : throw new JsonException($"Expected one {kind}.");
        }
        catch (FormatException damaged)
        {
            throw new JsonException(damaged.Message, damaged);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteBase64StringValue(MarketBatch.Write([Of(value)]));

    protected abstract T Of(MarketEvent one);

    protected abstract MarketEvent Of(T value);
}
