namespace QuantTradeAI.Streaming.Adapters.Json;

/// <summary>What a JSON value is.</summary>
internal enum JsonKind : byte
{
    /// <summary>Nothing: a member that is not there, or text that is no JSON.</summary>
    None,
    String,
    Number,
    True,
    False,
    Null,
    Object,
    Array,
}
