using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using QuantTradeAI.Streaming.Providers;

namespace MyVenue;

/// <summary>What is said to the venue: <c>{"op":"subscribe","id":1,"symbols":["BTC-USD"]}</c>.</summary>
internal static class MyVenueRequests
{
    public static VenueRequest Build(string operation, ImmutableArray<ChannelSubscription> channels, long id)
    {
        var payload = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(payload))
        {
            json.WriteStartObject();
            json.WriteString("op"u8, operation);
            json.WriteNumber("id"u8, id);
            json.WriteStartArray("symbols"u8);
            foreach (var channel in channels)
                json.WriteStringValue(channel.NativeSymbol);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new VenueRequest(payload.WrittenMemory, channels, id);
    }
}
