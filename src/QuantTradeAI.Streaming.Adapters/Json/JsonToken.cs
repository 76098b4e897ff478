namespace QuantTradeAI.Streaming.Adapters.Json;

/// <summary>Where a value stands in the text: a string without its quotes, anything else whole.</summary>
internal readonly record struct JsonToken(int Start, int Length, JsonKind Kind, bool IsEscaped)
{
    /// <summary>The value's text; escapes of a string are still in it.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json) => json.Slice(Start, Length);
}
