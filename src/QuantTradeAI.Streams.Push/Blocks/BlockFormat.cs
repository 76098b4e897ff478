using System.Buffers;
using System.Buffers.Binary;

namespace QuantTradeAI.Streams.Push.Blocks;

/// <summary>
/// Blocks behind one another in a segment. Each is a header of 36 bytes, little-endian, and its payload: version (1 byte), kind (1), nothing (2), count (4),
/// bytes of payload (4), bytes of an item (4), key (4), number of the first item (8), type (8).
/// </summary>
internal static class BlockFormat
{
    /// <summary>Bytes of a header.</summary>
    public const int HeaderSize = 36;

    private const byte Version = 1;

    /// <summary>Bytes of a block with its header.</summary>
    public static int SizeOf(in Block block) => checked(HeaderSize + block.Payload.Length);

    /// <summary>Writes a block whose first item has this number.</summary>
    public static void Write(IBufferWriter<byte> output, long first, in Block block)
    {
        WriteHeader(output, first, block, block.Count, block.Payload.Length);
        output.Write(block.Payload.Span);
    }

    /// <summary>Whether two blocks, one behind the other in number, can be written as one.</summary>
    public static bool CanMerge(in Block one, in Block next) =>
        one.Kind is BlockKind.Values or BlockKind.Objects
        && next.Kind == one.Kind
        && next.Type == one.Type
        && next.ItemSize == one.ItemSize
        && (one.Key | next.Key) == 0;

    /// <summary>Writes blocks whose numbers follow one another, and which can be merged, as one.</summary>
    public static void WriteMerged(IBufferWriter<byte> output, long first, ReadOnlySpan<Block> blocks)
    {
        var (count, bytes) = (0, 0);
        foreach (ref readonly var block in blocks)
        {
            if (blocks.Length > 1 && !CanMerge(blocks[0], block))
                throw new ArgumentException($"A block of {block.Kind} {block.Type:x16}, key {block.Key}, cannot follow one of {blocks[0].Kind} {blocks[0].Type:x16}.", nameof(blocks));
            checked
            {
                count += block.Count;
                bytes += block.Payload.Length;
            }
        }

        WriteHeader(output, first, blocks[0], count, bytes);
        foreach (ref readonly var block in blocks)
            output.Write(block.Payload.Span);
    }

    /// <summary>Reads the next block, which shares the memory, and moves behind it. False at the end.</summary>
    /// <exception cref="FormatException">What follows is no block.</exception>
    public static bool TryRead(ref ReadOnlyMemory<byte> rest, out long first, out Block block)
    {
        (first, block) = (0, default);
        if (rest.IsEmpty)
            return false;
        if (rest.Length < HeaderSize)
            throw new FormatException($"{rest.Length} bytes are less than the header of a block.");
        var header = rest.Span[..HeaderSize];
        if (header[0] != Version)
            throw new FormatException($"Version {header[0]} of blocks is not known; {Version} is.");
        if (header[2] != 0 || header[3] != 0)
            throw new FormatException("The header of a block is damaged: bytes 2 and 3 are not zero.");
        var bytes = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        if (bytes < 0 || bytes > rest.Length - HeaderSize)
            throw new FormatException($"A block of {bytes} bytes does not fit into the {rest.Length - HeaderSize} that are left.");
        first = BinaryPrimitives.ReadInt64LittleEndian(header[20..]);
        block = new Block(
            (BlockKind)header[1],
            BinaryPrimitives.ReadUInt64LittleEndian(header[28..]),
            BinaryPrimitives.ReadInt32LittleEndian(header[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(header[4..]),
            BinaryPrimitives.ReadInt32LittleEndian(header[16..]),
            rest.Slice(HeaderSize, bytes));
        if (!IsSound(block) || first < 1 || first > long.MaxValue - block.Count)
            throw new FormatException($"The header of a block is damaged: {block.Kind}, {block.Count} items of {block.ItemSize} bytes from {first}, key {block.Key}, in {bytes} bytes.");
        rest = rest[(HeaderSize + bytes)..];
        return true;
    }

    private static bool IsSound(in Block block) => block.Count >= 1 && block.Key >= 0 && (block.Key == 0 || block.Count == 1) && block.Kind switch
    {
        BlockKind.Values => block.ItemSize >= 1 && (long)block.ItemSize * block.Count == block.Payload.Length,
        BlockKind.Objects => block.ItemSize == 0 && block.Count <= block.Payload.Length,
        BlockKind.Error => block.ItemSize == 0 && block.Count == 1,
        BlockKind.Completed => block.ItemSize == 0 && block.Count == 1 && block.Payload.IsEmpty,
        _ => false,
    };

    private static void WriteHeader(IBufferWriter<byte> output, long first, in Block block, int count, int bytes)
    {
        var header = output.GetSpan(HeaderSize)[..HeaderSize];
        header[0] = Version;
        header[1] = (byte)block.Kind;
        header[2] = header[3] = 0;
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], count);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], bytes);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], block.ItemSize);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], block.Key);
        BinaryPrimitives.WriteInt64LittleEndian(header[20..], first);
        BinaryPrimitives.WriteUInt64LittleEndian(header[28..], block.Type);
        output.Advance(HeaderSize);
    }
}
