using System.Buffers.Binary;

namespace QuantTradeAI.Streams.Push.Blocks;

/// <summary>Parts of blocks.</summary>
internal static class BlockItems
{
    /// <summary>A block without its first items, of which some are left.</summary>
    /// <exception cref="FormatException">It is damaged.</exception>
    public static Block Skip(in Block block, int items)
    {
        var rest = block.Payload;
        if (block.Kind == BlockKind.Values)
            return block with { Count = block.Count - items, Payload = rest[(items * block.ItemSize)..] };
        for (var item = 0; item < items; item++)
        {
            var length = rest.Length < BlockLimits.ObjectPrefix ? -1 : BinaryPrimitives.ReadInt32LittleEndian(rest.Span);
            if (length < 0 || length > rest.Length - BlockLimits.ObjectPrefix)
                throw new FormatException($"An item says that it has {length} bytes; {rest.Length} are left.");
            rest = rest[(BlockLimits.ObjectPrefix + length)..];
        }

        return block with { Count = block.Count - items, Payload = rest };
    }
}
