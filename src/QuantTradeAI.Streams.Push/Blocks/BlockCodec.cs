using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Orleans.Serialization;

namespace QuantTradeAI.Streams.Push.Blocks;

/// <summary>
/// Items to blocks and back. Values without references are copied as they lie in memory, padding and all; anything else is written by Orleans' serializer,
/// each item for itself, behind its length.
/// </summary>
internal sealed class BlockCodec<T>(Serializer serializer)
{
    private static readonly bool IsPlain = BlockType.IsPlain<T>();
    private static readonly ulong Type = BlockType.Of<T>();
    private static readonly int Size = IsPlain ? Unsafe.SizeOf<T>() : 0;

    /// <summary>Writes at least one item.</summary>
    public Block Encode(ReadOnlySpan<T> items, int key = 0) => IsPlain
        ? new Block(BlockKind.Values, Type, Size, items.Length, key, BytesOf(items).ToArray())
        : new Block(BlockKind.Objects, Type, 0, items.Length, key, WriteObjects(items));

    /// <summary>Reads a block of items.</summary>
    /// <exception cref="FormatException">It holds something else, or is damaged.</exception>
    public T[] Decode(in Block block)
    {
        if (block.Kind != (IsPlain ? BlockKind.Values : BlockKind.Objects) || block.Type != Type || block.ItemSize != Size)
            throw new FormatException($"The items are no {typeof(T)}, or one with other fields: kind {block.Kind}, type {block.Type:x16}, {block.ItemSize} bytes each; expected type {Type:x16}, {Size} bytes each.");
        if (!IsPlain)
            return ReadObjects(block);
        if ((long)block.Count * Size != block.Payload.Length)
            throw new FormatException($"{block.Count} items of {Size} bytes are not {block.Payload.Length} bytes.");
        var items = GC.AllocateUninitializedArray<T>(block.Count);
        block.Payload.Span.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(items)), block.Payload.Length));
        return items;
    }

    public Block OfError(Exception error) => new(BlockKind.Error, 0, 0, 1, 0, serializer.SerializeToArray<Exception>(error));

    /// <summary>Reads a block of an error.</summary>
    public Exception ErrorOf(in Block block)
    {
        try
        {
            return serializer.Deserialize<Exception>(block.Payload) ?? new FormatException("The producer told an error without saying which.");
        }
        catch (Exception unreadable)
        {
            return new FormatException($"The producer told an error that cannot be read here: {unreadable.Message}", unreadable);
        }
    }

    public Block OfCompletion() => new(BlockKind.Completed, 0, 0, 1, 0, default);

    private static ReadOnlySpan<byte> BytesOf(ReadOnlySpan<T> items) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)), checked(items.Length * Size));

    private byte[] WriteObjects(ReadOnlySpan<T> items)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var item in items)
        {
            var bytes = serializer.SerializeToArray(item);
            BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(BlockLimits.ObjectPrefix), bytes.Length);
            output.Advance(BlockLimits.ObjectPrefix);
            output.Write(bytes);
        }

        return output.WrittenSpan.ToArray();
    }

    private T[] ReadObjects(in Block block)
    {
        if ((long)block.Count * BlockLimits.LeastObject > block.Payload.Length)
            throw new FormatException($"{block.Count} items do not fit in {block.Payload.Length} bytes.");
        var items = new T[block.Count];
        var rest = block.Payload.Span;
        for (var index = 0; index < items.Length; index++)
        {
            var length = rest.Length < BlockLimits.ObjectPrefix ? -1 : BinaryPrimitives.ReadInt32LittleEndian(rest);
            if (length < 0 || length > rest.Length - BlockLimits.ObjectPrefix)
                throw new FormatException($"Item {index + 1} of {items.Length} says that it has {length} bytes; {rest.Length} are left.");
            items[index] = ReadObject(rest.Slice(BlockLimits.ObjectPrefix, length));
            rest = rest[(BlockLimits.ObjectPrefix + length)..];
        }

        return rest.IsEmpty ? items : throw new FormatException($"{rest.Length} bytes follow the last of {items.Length} items.");
    }

    private T ReadObject(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return serializer.Deserialize<T>(bytes)!; // Null where the producer published null.
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new FormatException($"An item is no {typeof(T)} that can be read here: {error.Message}", error);
        }
    }
}
