namespace QuantTradeAI.Streaming.Adapters.Json;

/// <summary>Where a value stands in the text: a string without its quotes, anything else whole. Eight bytes, since frames hold many.</summary>
internal readonly record struct JsonToken
{
    /// <summary>The longest text that can be read: 256 MB, far above any venue's messages.</summary>
    public const int MaxLength = (1 << (32 - LengthShift)) - 1;

    private const int KindMask = 7;
    private const int EscapedBit = 8;
    private const int LengthShift = 4;

    private readonly int _start;
    private readonly uint _lengthAndKind;

    public JsonToken(int start, int length, JsonKind kind, bool isEscaped = false)
    {
        _start = start;
        _lengthAndKind = (uint)length << LengthShift | (uint)kind | (isEscaped ? EscapedBit : 0u);
    }

    public JsonKind Kind => (JsonKind)(_lengthAndKind & KindMask);

    /// <summary>Whether a string's text has escapes in it.</summary>
    public bool IsEscaped => (_lengthAndKind & EscapedBit) != 0;

    public int Length => (int)(_lengthAndKind >> LengthShift);

    /// <summary>The value's text; escapes of a string are still in it.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json) => json.Slice(_start, Length);
}
