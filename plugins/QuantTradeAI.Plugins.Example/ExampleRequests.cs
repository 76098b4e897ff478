using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Plugins.Example;

/// <summary>What is said to the venue.</summary>
internal static class ExampleRequests
{
    public static VenueRequest Build(string operation, ImmutableArray<ChannelSubscription> channels, long id)
    {
        var payload = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(payload))
        {
            json.WriteStartObject();
            json.WriteString("op"u8, operation);
            json.WriteNumber("id"u8, id);
            json.WriteStartArray("channels"u8);
            foreach (var channel in channels)
                json.WriteStringValue($"{NameOf(channel.DataType)}:{channel.NativeSymbol}");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new VenueRequest(payload.WrittenMemory, channels, id);
    }

    private static string NameOf(DataTypes dataType) => dataType switch
    {
        DataTypes.Trades => "trades",
        DataTypes.Quotes => "quotes",
        _ => "order_book",
    };
}
