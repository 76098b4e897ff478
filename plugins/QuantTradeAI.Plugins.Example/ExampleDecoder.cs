using System.Text;
using System.Text.Json;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Plugins.Example;

/// <summary>Reads the venue's frames. It throws nothing, whatever comes, and allocates nothing for trades and quotes.</summary>
internal sealed class ExampleDecoder(DecoderContext context) : IFrameDecoder
{
    private const int MaxText = 200;

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> frame, UnixNanos receiveTime, FrameOutput output)
    {
        if (!IsJson(frame))
        {
            output.Reject("bad_json");
            return;
        }

        var json = new Utf8JsonReader(frame);
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            output.Reject("bad_root");
            return;
        }

        var count = 0;
        for (; json.Read() && json.TokenType != JsonTokenType.EndArray; count++)
        {
            if (json.TokenType == JsonTokenType.StartObject)
                Handle(ExampleMessage.Read(ref json, frame), receiveTime, output);
            else
                SkipElement(ref json, output);
        }

        if (count == 0)
            output.Ignore("empty");
    }

    private void Handle(in ExampleMessage message, UnixNanos receiveTime, FrameOutput output)
    {
        if (message.Type.SequenceEqual("ack"u8))
            output.Signal(new ControlSignal.Acknowledged(message.Id));
        else if (message.Type.SequenceEqual("error"u8))
            output.Signal(Refusal(message));
        else if (message.Type.IsEmpty)
            output.Reject("missing_type");
        else if (!context.Symbols.TryGet(message.Symbol, out var symbol))
            output.Ignore("unsubscribed");
        else if (message.Type.SequenceEqual("trade"u8))
            DecodeTrade(message, symbol, receiveTime, output);
        else if (message.Type.SequenceEqual("quote"u8))
            DecodeQuote(message, symbol, receiveTime, output);
        else if (message.Type.SequenceEqual("book"u8))
            DecodeBook(message, symbol, receiveTime, output);
        else if (message.Type.SequenceEqual("heartbeat"u8))
            output.Add(new Heartbeat(symbol, message.Id));
        else
            output.Ignore("other");
    }

    private void DecodeTrade(in ExampleMessage message, Symbol symbol, UnixNanos receiveTime, FrameOutput output)
    {
        if (message.Id > 0
            && message.Time > 0
            && TryParse(message.Price, 1, out var price)
            && TryParse(message.Size, 1, out var size)
            && TrySide(message.Side, out var side))
            output.Add(new Trade(symbol, context.Provider, message.Id, price, size, side, new UnixNanos(message.Time), receiveTime));
        else
            output.Reject("bad_trade");
    }

    private void DecodeQuote(in ExampleMessage message, Symbol symbol, UnixNanos receiveTime, FrameOutput output)
    {
        if (message.Id > 0
            && message.Time > 0
            && TryParse(message.Bid, 0, out var bid)
            && TryParse(message.BidSize, 0, out var bidSize)
            && TryParse(message.Ask, 0, out var ask)
            && TryParse(message.AskSize, 0, out var askSize))
            output.Add(new Quote(symbol, context.Provider, message.Id, bid, bidSize, ask, askSize, new UnixNanos(message.Time), receiveTime));
        else
            output.Reject("bad_quote");
    }

    private void DecodeBook(in ExampleMessage message, Symbol symbol, UnixNanos receiveTime, FrameOutput output)
    {
        if (message.Id <= 0 || message.Time <= 0 || !ExampleLevels.TryRead(message.Bids, out var bids) || !ExampleLevels.TryRead(message.Asks, out var asks))
        {
            output.Reject("bad_book");
            return;
        }

        var header = new EventHeader
        {
            Symbol = symbol,
            Provider = context.Provider,
            ExchangeTime = new UnixNanos(message.Time),
            ReceiveTime = receiveTime,
            Flags = message.IsSnapshot ? EventFlags.Snapshot : EventFlags.None,
        };
        output.Add(header, new BookLevels(bids, asks, message.Id, message.Id));
    }

    /// <summary>A refusal that names a symbol is final for that symbol.</summary>
    private static ControlSignal.Refused Refusal(in ExampleMessage message)
    {
        var symbol = message.Symbol.IsEmpty ? null : ToText(message.Symbol);
        return new ControlSignal.Refused(ToText(message.Text), message.Id, symbol, IsTerminal: symbol is not null);
    }

    private static string ToText(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(text.Length, MaxText)]);

    private static bool TryParse(ReadOnlySpan<byte> text, long least, out ExactDecimal value) => ExactDecimal.TryParse(text, out value) && value.Mantissa >= least;

    private static bool TrySide(ReadOnlySpan<byte> text, out AggressorSide side)
    {
        side = text.SequenceEqual("buy"u8) ? AggressorSide.Buy : text.SequenceEqual("sell"u8) ? AggressorSide.Sell : AggressorSide.Unknown;
        return side != AggressorSide.Unknown;
    }

    /// <summary>Nothing of a frame comes out before all of it has proved to be JSON.</summary>
    private static bool IsJson(ReadOnlySpan<byte> frame)
    {
        try
        {
            var json = new Utf8JsonReader(frame);
            while (json.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void SkipElement(ref Utf8JsonReader json, FrameOutput output)
    {
        json.Skip();
        output.Reject("bad_element");
    }
}
