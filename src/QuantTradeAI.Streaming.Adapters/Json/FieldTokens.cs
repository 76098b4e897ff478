using System.Runtime.CompilerServices;

namespace QuantTradeAI.Streaming.Adapters.Json;

/// <summary>One token for each member that an adapter knows, in the order of its <see cref="NameTable"/>.</summary>
[InlineArray(Count)]
internal struct FieldTokens
{
    /// <summary>How many members an adapter can know.</summary>
    public const int Count = 20;

    private JsonToken _first;
}
