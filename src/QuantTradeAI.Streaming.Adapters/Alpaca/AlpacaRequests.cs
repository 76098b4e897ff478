using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Alpaca;

/// <summary>What is said to the venue. It knows no request ids: it answers each request in turn, with all that is subscribed or with an error.</summary>
internal static class AlpacaRequests
{
    /// <summary>Who the client is. Holds the secret: goes to the venue and nowhere else.</summary>
    public static ReadOnlyMemory<byte> Authenticate(ProviderSettings settings) => Write(json =>
    {
        json.WriteString("action"u8, "auth"u8);
        json.WriteString("key"u8, AlpacaCredentials.Of(settings, AlpacaCredentials.Key));
        json.WriteString("secret"u8, AlpacaCredentials.Of(settings, AlpacaCredentials.Secret));
    });

    public static VenueRequest Subscribe(ImmutableArray<ChannelSubscription> channels) => Build("subscribe", channels);

    public static VenueRequest Unsubscribe(ImmutableArray<ChannelSubscription> channels) => Build("unsubscribe", channels);

    private static VenueRequest Build(string action, ImmutableArray<ChannelSubscription> channels)
    {
        var payload = Write(json =>
        {
            json.WriteString("action"u8, action);
            WriteSymbols(json, AlpacaFields.TradesName, channels, DataTypes.Trades);
            WriteSymbols(json, AlpacaFields.QuotesName, channels, DataTypes.Quotes);
        });
        return new VenueRequest(payload, channels);
    }

    private static void WriteSymbols(Utf8JsonWriter json, string name, ImmutableArray<ChannelSubscription> channels, DataTypes dataType)
    {
        var symbols = channels.Where(channel => channel.DataType == dataType).Select(channel => channel.NativeSymbol).ToList();
        if (symbols.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var symbol in symbols)
            json.WriteStringValue(symbol);
        json.WriteEndArray();
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> members)
    {
        var payload = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(payload))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return payload.WrittenMemory;
    }
}
