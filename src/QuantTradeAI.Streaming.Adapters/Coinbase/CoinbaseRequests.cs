using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Coinbase;

/// <summary>What is said to the venue. It knows no request ids: it answers with everything that is subscribed.</summary>
internal static class CoinbaseRequests
{
    /// <summary>Every product also gets a heartbeat, which tells a quiet market from a mute feed.</summary>
    public static VenueRequest Subscribe(ImmutableArray<ChannelSubscription> channels) =>
        Build("subscribe"u8, channels, Products(channels));

    /// <summary>
    /// The heartbeat goes with the last channel of a product. Only a request that covers all that is offered shows which that is;
    /// otherwise the heartbeat stays: one message a second, ignored.
    /// </summary>
    public static VenueRequest Unsubscribe(ImmutableArray<ChannelSubscription> channels, ProviderSettings settings)
    {
        var finished = channels
            .GroupBy(channel => channel.NativeSymbol)
            .Where(group => group.Aggregate(DataTypes.None, (types, channel) => types | channel.DataType).HasFlag(settings.DataTypes))
            .Select(group => group.Key);
        return Build("unsubscribe"u8, channels, [.. finished]);
    }

    private static VenueRequest Build(ReadOnlySpan<byte> type, ImmutableArray<ChannelSubscription> channels, List<string> heartbeats)
    {
        var payload = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(payload))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, type);
            json.WriteStartArray("channels"u8);
            WriteChannel(json, CoinbaseChannels.Matches, Products(channels.Where(channel => channel.DataType == DataTypes.Trades)));
            WriteChannel(json, CoinbaseChannels.Ticker, Products(channels.Where(channel => channel.DataType == DataTypes.Quotes)));
            WriteChannel(json, CoinbaseChannels.Heartbeat, heartbeats);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new VenueRequest(payload.WrittenMemory, channels);
    }

    private static void WriteChannel(Utf8JsonWriter json, string name, List<string> products)
    {
        if (products.Count == 0)
            return;
        json.WriteStartObject();
        json.WriteString("name"u8, name);
        json.WriteStartArray("product_ids"u8);
        foreach (var product in products)
            json.WriteStringValue(product);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static List<string> Products(IEnumerable<ChannelSubscription> channels) =>
        [.. channels.Select(channel => channel.NativeSymbol).Distinct(StringComparer.Ordinal)];
}
