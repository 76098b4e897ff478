namespace QuantTradeAI.Streams.Push.Blocks;

/// <summary>What a block holds. The numbers travel: none is ever given another meaning.</summary>
internal enum BlockKind : byte
{
    /// <summary>Unmanaged values, as they lie in memory.</summary>
    Values = 1,

    /// <summary>Anything else, written by the Orleans serializer, one item behind the other.</summary>
    Objects = 2,

    /// <summary>One exception, by the Orleans serializer: the producer said <c>OnErrorAsync</c>.</summary>
    Error = 3,

    /// <summary>Nothing: the producer said <c>OnCompletedAsync</c>.</summary>
    Completed = 4,
}
