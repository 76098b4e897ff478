namespace QuantTradeAI.Streams.Push.Blocks;

/// <summary>Items that were published together, as they travel.</summary>
/// <param name="Kind">What the payload is.</param>
/// <param name="Type">Names the type of the items: equal in all processes that mean the same type.</param>
/// <param name="ItemSize">Bytes of one item where the kind is values; else 0.</param>
/// <param name="Count">How many items, at least 1; errors and completions count as one.</param>
/// <param name="Key">Where the stream is conflated: the same number for items of the same key within an epoch, from 1; such blocks hold one item. Else 0.</param>
/// <param name="Payload">The items.</param>
internal readonly record struct Block(BlockKind Kind, ulong Type, int ItemSize, int Count, int Key, ReadOnlyMemory<byte> Payload);
