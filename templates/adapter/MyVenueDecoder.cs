using System.Text.Json;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace MyVenue;

/// <summary>
/// Reads the venue's frames: <c>{"type":"trade","symbol":"BTC-USD","id":1,"price":"64000.10","size":"0.5","side":"buy","time":1764000000123456789}</c> and
/// <c>{"type":"ack","id":1}</c>. It throws nothing, whatever comes.
/// </summary>
internal sealed class MyVenueDecoder(DecoderContext context) : IFrameDecoder
{
    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> frame, UnixNanos receiveTime, FrameOutput output)
    {
        try
        {
            var json = new Utf8JsonReader(frame);
            if (json.Read() && json.TokenType == JsonTokenType.StartObject)
                DecodeObject(ref json, receiveTime, output);
            else
                output.Reject("bad_root");
        }
        catch (JsonException)
        {
            output.Reject("bad_json");
        }
    }

    private void DecodeObject(ref Utf8JsonReader json, UnixNanos receiveTime, FrameOutput output)
    {
        ReadOnlySpan<byte> type = [], symbol = [], price = [], size = [], side = [];
        long id = 0, time = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.ValueSpan;
            json.Read();
            if (json.TokenType == JsonTokenType.String)
            {
                var text = json.ValueSpan;
                if (name.SequenceEqual("type"u8))
                    type = text;
                else if (name.SequenceEqual("symbol"u8))
                    symbol = text;
                else if (name.SequenceEqual("price"u8))
                    price = text;
                else if (name.SequenceEqual("size"u8))
                    size = text;
                else if (name.SequenceEqual("side"u8))
                    side = text;
            }
            else if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var number))
            {
                if (name.SequenceEqual("id"u8))
                    id = number;
                else if (name.SequenceEqual("time"u8))
                    time = number;
            }
            else
            {
                json.Skip();
            }
        }

        // To the end: what follows the object must be nothing.
        json.Read();
        if (type.SequenceEqual("ack"u8))
            output.Signal(new ControlSignal.Acknowledged(id));
        else if (!type.SequenceEqual("trade"u8))
            output.Ignore("other");
        else if (!context.Symbols.TryGet(symbol, out var instrument))
            output.Ignore("unsubscribed");
        else if (ExactDecimal.TryParse(price, out var exactPrice) && ExactDecimal.TryParse(size, out var exactSize) && exactPrice.Mantissa > 0 && exactSize.Mantissa > 0)
            output.Add(new Trade(instrument, context.Provider, id, exactPrice, exactSize, SideOf(side), new UnixNanos(time), receiveTime));
        else
            output.Reject("bad_trade");
    }

    private static AggressorSide SideOf(ReadOnlySpan<byte> side) =>
        side.SequenceEqual("buy"u8) ? AggressorSide.Buy : side.SequenceEqual("sell"u8) ? AggressorSide.Sell : AggressorSide.Unknown;
}
