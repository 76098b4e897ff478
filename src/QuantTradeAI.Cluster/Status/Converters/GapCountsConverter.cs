using System.Text.Json;
using System.Text.Json.Serialization;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Status.Converters;

/// <summary>As an object with a count for each reason that has one.</summary>
internal sealed class GapCountsConverter : JsonConverter<GapCounts>
{
    public override GapCounts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var counts = default(GapCounts);
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("Expected an object of gaps by reason.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // A newer silo's reason is still a gap.
            var reason = Enum.TryParse<GapReason>(reader.GetString(), out var known) ? known : GapReason.None;
            reader.Read();
            counts.Add(reason, reader.GetInt64());
        }

        return counts;
    }

    public override void Write(Utf8JsonWriter writer, GapCounts value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var reason in Enum.GetValues<GapReason>())
        {
            if (value[reason] != 0)
                writer.WriteNumber(reason.ToString(), value[reason]);
        }

        writer.WriteEndObject();
    }
}
