using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Binance;

/// <summary>What is said to the venue.</summary>
internal static class BinanceRequests
{
    private const string CombinedPath = "/stream";

    // Symbols in other scripts go out as they are, as the venue writes them.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Uri Endpoint(ProviderSettings settings)
    {
        var address = new UriBuilder(settings.Endpoint);
        if (address.Path is "" or "/")
            address.Path = CombinedPath;
        if (BinanceOptions.InMicroseconds(settings))
            address.Query = $"{address.Query.TrimStart('?')}{(address.Query.Length > 1 ? "&" : "")}{BinanceOptions.TimeUnitParameter}=MICROSECOND";
        return address.Uri;
    }

    public static VenueRequest Build(
        ReadOnlySpan<byte> method, ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings)
    {
        var payload = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(payload, Plain))
        {
            json.WriteStartObject();
            json.WriteString("method"u8, method);
            json.WriteStartArray("params"u8);
            foreach (var channel in channels)
                json.WriteStringValue($"{BinanceSymbols.ToStreamName(channel.NativeSymbol)}@{StreamOf(channel.DataType, settings)}");
            json.WriteEndArray();
            json.WriteNumber("id"u8, requestId);
            json.WriteEndObject();
        }

        return new VenueRequest(payload.WrittenMemory, channels, requestId);
    }

    private static string StreamOf(DataTypes dataType, ProviderSettings settings) => dataType switch
    {
        DataTypes.Trades => BinanceOptions.TradeStreamOf(settings),
        DataTypes.Quotes => "bookTicker",
        _ => throw new ProviderConfigurationException($"binance offers no {dataType} yet; expected trades or quotes."),
    };
}
