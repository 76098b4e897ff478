using System.Text.Json;

namespace QuantTradeAI.Plugins.Example;

/// <summary>The members of one message that are read, in the frame's own memory; what is absent, or of another type, is empty.</summary>
internal ref struct ExampleMessage
{
    public ReadOnlySpan<byte> Type;
    public ReadOnlySpan<byte> Symbol;
    public ReadOnlySpan<byte> Side;
    public ReadOnlySpan<byte> Price;
    public ReadOnlySpan<byte> Size;
    public ReadOnlySpan<byte> Bid;
    public ReadOnlySpan<byte> BidSize;
    public ReadOnlySpan<byte> Ask;
    public ReadOnlySpan<byte> AskSize;
    public ReadOnlySpan<byte> Bids;
    public ReadOnlySpan<byte> Asks;
    public ReadOnlySpan<byte> Text;
    public long Id;
    public long Time;
    public bool IsSnapshot;

    /// <summary>Reads the object that <paramref name="json"/> stands at the start of, to its end.</summary>
    public static ExampleMessage Read(ref Utf8JsonReader json, ReadOnlySpan<byte> frame)
    {
        var message = new ExampleMessage();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.ValueSpan;
            json.Read();
            switch (json.TokenType)
            {
                case JsonTokenType.String:
                    message.Set(name, json.ValueSpan);
                    break;
                case JsonTokenType.Number when json.TryGetInt64(out var number):
                    message.Set(name, number);
                    break;
                case JsonTokenType.True or JsonTokenType.False:
                    message.IsSnapshot |= json.TokenType == JsonTokenType.True && name.SequenceEqual("snapshot"u8);
                    break;
                case JsonTokenType.StartArray:
                    var start = (int)json.TokenStartIndex;
                    json.Skip();
                    message.SetLevels(name, frame[start..(int)json.BytesConsumed]);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return message;
    }

    private void Set(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        if (name.SequenceEqual("type"u8))
            Type = text;
        else if (name.SequenceEqual("symbol"u8))
            Symbol = text;
        else if (name.SequenceEqual("side"u8))
            Side = text;
        else if (name.SequenceEqual("price"u8))
            Price = text;
        else if (name.SequenceEqual("size"u8))
            Size = text;
        else if (name.SequenceEqual("bid"u8))
            Bid = text;
        else if (name.SequenceEqual("bid_size"u8))
            BidSize = text;
        else if (name.SequenceEqual("ask"u8))
            Ask = text;
        else if (name.SequenceEqual("ask_size"u8))
            AskSize = text;
        else if (name.SequenceEqual("message"u8))
            Text = text;
    }

    private void Set(ReadOnlySpan<byte> name, long number)
    {
        if (name.SequenceEqual("id"u8))
            Id = number;
        else if (name.SequenceEqual("time"u8))
            Time = number;
    }

    private void SetLevels(ReadOnlySpan<byte> name, ReadOnlySpan<byte> array)
    {
        if (name.SequenceEqual("bids"u8))
            Bids = array;
        else if (name.SequenceEqual("asks"u8))
            Asks = array;
    }
}
