using System.Buffers;
using System.Buffers.Binary;

namespace QuantTradeAI.Streams.Push.Blocks;

/// <summary>
/// Blocks one behind the other, each behind a header of 40 bytes, little-endian: version (1), kind (1), nothing (2), items (4), bytes of the payload (4),
/// bytes of an item (4), key (4), nothing (4), number of the first item (8), type (8).
/// </summary>
internal static class BlockFormat
{
    public const int HeaderSize = 40;

    /// <summary>The version that is written, and the only one that there was.</summary>
    public const byte Version = 1;

    /// <summary>What a block needs.</summary>
    public static int SizeOf(in Block block) => HeaderSize + block.Payload.Length;

    public static void Write(IBufferWriter<byte> output, long first, in Block block)
    {
        WriteHeader(output, first, block, block.Count, block.Payload.Length);
        output.Write(block.Payload.Span);
    }

    /// <summary>Whether the second can go behind the first under one header.</summary>
    public static bool CanMerge(in Block first, in Block second) =>
        first.Key == 0 && second.Key == 0 && first.Kind is BlockKind.Values or BlockKind.Objects && first.Kind == second.Kind && first.Type == second.Type && first.ItemSize == second.ItemSize;

    /// <summary>Writes blocks that follow each other and can be merged as one.</summary>
    public static void WriteMerged(IBufferWriter<byte> output, long first, ReadOnlySpan<Block> blocks)
    {
        var (count, bytes) = (0, 0);
        foreach (ref readonly var block in blocks)
            (count, bytes) = (count + block.Count, bytes + block.Payload.Length);
        WriteHeader(output, first, blocks[0], count, bytes);
        foreach (ref readonly var block in blocks)
            output.Write(block.Payload.Span);
    }

    /// <summary>Takes the next block off the rest; false at its end.</summary>
    /// <exception cref="FormatException">It is damaged, or of a version that is not known.</exception>
    public static bool TryRead(ref ReadOnlyMemory<byte> rest, out long first, out Block block)
    {
        (first, block) = (0, default);
        if (rest.IsEmpty)
            return false;
        var header = rest.Span;
        if (header[0] != Version)
            throw new FormatException($"A block of version {header[0]} is not known; expected {Version}.");
        if (header.Length < HeaderSize)
            throw new FormatException($"A block ends in its header, after {header.Length} of {HeaderSize} bytes.");
        var kind = (BlockKind)header[1];
        var (count, bytes) = (BinaryPrimitives.ReadInt32LittleEndian(header[4..]), BinaryPrimitives.ReadInt32LittleEndian(header[8..]));
        var (size, key) = (BinaryPrimitives.ReadInt32LittleEndian(header[12..]), BinaryPrimitives.ReadInt32LittleEndian(header[16..]));
        first = BinaryPrimitives.ReadInt64LittleEndian(header[24..]);
        if (!Enum.IsDefined(kind))
            throw new FormatException($"A block of kind {header[1]} is not known.");
        if (count < 1 || bytes < 0 || bytes > header.Length - HeaderSize || key < 0 || first < 1 || first > long.MaxValue - count)
            throw new FormatException($"A block says that it holds {count} items in {bytes} bytes from number {first}; {header.Length - HeaderSize} bytes are left.");
        if (kind == BlockKind.Values ? size < 1 || (long)size * count != bytes : size != 0)
            throw new FormatException($"A block says that it holds {count} items of {size} bytes in {bytes} bytes.");
        if (kind == BlockKind.Objects && (long)count * BlockLimits.LeastObject > bytes)
            throw new FormatException($"A block says that it holds {count} items in {bytes} bytes.");
        block = new Block(kind, BinaryPrimitives.ReadUInt64LittleEndian(header[32..]), size, count, key, rest.Slice(HeaderSize, bytes));
        rest = rest[(HeaderSize + bytes)..];
        return true;
    }

    private static void WriteHeader(IBufferWriter<byte> output, long first, in Block block, int count, int bytes)
    {
        var header = output.GetSpan(HeaderSize)[..HeaderSize];
        header.Clear();
        (header[0], header[1]) = (Version, (byte)block.Kind);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], count);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], bytes);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], block.ItemSize);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], block.Key);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], first);
        BinaryPrimitives.WriteUInt64LittleEndian(header[32..], block.Type);
        output.Advance(HeaderSize);
    }
}
