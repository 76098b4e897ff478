using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace QuantTradeAI.Streams.Push.Blocks;

/// <summary>
/// Writes and reads the items of blocks. Unmanaged types are copied as they lie in memory, with their pad bytes, which may hold anything; a bool, an enum or a
/// pointer in them is not looked at. All others go through the Orleans serializer, each item on its own. Needs a little-endian machine.
/// </summary>
internal sealed class BlockCodec<T>
{
    private const int FirstRoom = 1_024;

    private readonly Serializer _any;
    private readonly Serializer<T>? _objects;
    private readonly ulong _type;
    private readonly int _itemSize;

    /// <exception cref="PlatformNotSupportedException">The machine is big-endian.</exception>
    public BlockCodec(Serializer serializer)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Push streams copy values as they lie in memory, and need little-endian machines.");
        _any = serializer;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            _objects = serializer.GetSerializer<T>();
            _type = BlockTypes.OfName(typeof(T));
            return;
        }

        _itemSize = Unsafe.SizeOf<T>();
        _type = BlockTypes.OfLayout(typeof(T), _itemSize);
    }

    /// <summary>Writes items, at least one.</summary>
    public Block Encode(ReadOnlySpan<T> items, int key = 0)
    {
        ArgumentOutOfRangeException.ThrowIfZero(items.Length, nameof(items));
        return _objects is null
            ? new Block(BlockKind.Values, _type, _itemSize, items.Length, key, BytesOf(items).ToArray())
            : new Block(BlockKind.Objects, _type, 0, items.Length, key, WriteObjects(items, _objects));
    }

    /// <summary>Reads the items of a block.</summary>
    /// <exception cref="FormatException">They are of another type, or damaged.</exception>
    public T[] Decode(in Block block)
    {
        var kind = _objects is null ? BlockKind.Values : BlockKind.Objects;
        if (block.Kind != kind)
            throw new FormatException($"A block of {typeof(T)} holds {kind}, not {block.Kind}.");
        if (block.Type != _type)
            throw new FormatException($"The block is not of {typeof(T)}, {_type:x16}, or of one with other fields: it says {block.Type:x16}.");
        if (block.ItemSize != _itemSize || block.Count < 1)
            throw new FormatException($"{block.Count} items of {block.ItemSize} bytes each cannot be a block of {typeof(T)}, of {_itemSize} bytes each.");
        return _objects is null ? ReadValues(block) : ReadObjects(block, _objects);
    }

    /// <summary>An error that a producer tells.</summary>
    public Block OfError(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new(BlockKind.Error, 0, 0, 1, 0, WriteError(error));
    }

    /// <summary>The end that a producer tells.</summary>
    public static Block OfCompletion() => new(BlockKind.Completed, 0, 0, 1, 0, ReadOnlyMemory<byte>.Empty);

    /// <summary>Reads the error of a block.</summary>
    /// <exception cref="FormatException">It holds none, or a damaged one.</exception>
    public Exception ReadError(in Block block)
    {
        if (block.Kind != BlockKind.Error)
            throw new FormatException($"The block holds {block.Kind}, not an error.");
        try
        {
            return _any.Deserialize<Exception>(block.Payload.Span) ?? throw new FormatException("The error is null.");
        }
        catch (Exception e) when (e is not FormatException)
        {
            throw new FormatException("The error cannot be read.", e);
        }
    }

    private static ReadOnlySpan<byte> BytesOf(ReadOnlySpan<T> items) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)), checked(items.Length * Unsafe.SizeOf<T>()));

    private static T[] ReadValues(in Block block)
    {
        if ((long)block.Count * block.ItemSize != block.Payload.Length)
            throw new FormatException($"{block.Count} items of {block.ItemSize} bytes each are not {block.Payload.Length} bytes.");
        var items = GC.AllocateUninitializedArray<T>(block.Count);
        block.Payload.Span.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(items)), block.Payload.Length));
        return items;
    }

    private T[] ReadObjects(in Block block, Serializer<T> serializer)
    {
        if (block.Count > block.Payload.Length)
            throw new FormatException($"{block.Payload.Length} bytes cannot hold {block.Count} items.");
        try
        {
            return ReadEach(block, serializer);
        }
        catch (Exception e) when (e is not FormatException)
        {
            throw new FormatException($"The {block.Count} items of {typeof(T)} cannot be read.", e);
        }
    }

    private T[] ReadEach(in Block block, Serializer<T> serializer)
    {
        var items = new T[Math.Min(block.Count, FirstRoom)];
        using var session = _any.SessionPool.GetSession();
        var reader = Reader.Create(block.Payload, session);
        for (var i = 0; i < block.Count; i++)
        {
            if (i == items.Length)
                Array.Resize(ref items, (int)Math.Min(block.Count, 2L * items.Length));
            items[i] = serializer.Deserialize(ref reader)!;
            session.Reset();
        }

        return reader.Position == reader.Length ? items : throw new FormatException($"{reader.Length - reader.Position} bytes lie behind the {block.Count} items.");
    }

    private byte[] WriteObjects(ReadOnlySpan<T> items, Serializer<T> serializer)
    {
        var output = new ArrayBufferWriter<byte>();
        using var session = _any.SessionPool.GetSession();
        var writer = Writer.Create(output, session);
        foreach (var item in items)
        {
            serializer.Serialize(item, ref writer);
            session.Reset();
        }

        return output.WrittenSpan.ToArray();
    }

    private byte[] WriteError(Exception error)
    {
        try
        {
            return _any.SerializeToArray(error);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return _any.SerializeToArray<Exception>(new InvalidOperationException($"{error.GetType()}: {error.Message}"));
        }
    }
}
