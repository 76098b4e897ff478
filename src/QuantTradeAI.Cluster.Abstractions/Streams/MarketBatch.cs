using System.Buffers;
using QuantTradeAI.Cluster.Codec;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster;

/// <summary>
/// Writes events as one block of memory and reads them back, in any process: names travel as text, once a block. The first byte is the version;
/// every version that was ever written can be read. A block of no bytes at all holds no events.
/// </summary>
public static class MarketBatch
{
    /// <summary>The version that is written.</summary>
    public const byte Version = LayoutV1.Version;

    /// <summary>Writes the events.</summary>
    /// <exception cref="ArgumentException">An event holds nothing, a name has more than 255 bytes of UTF-8, or all together need more than 2 GiB.</exception>
    public static byte[] Write(ReadOnlySpan<MarketEvent> events)
    {
        using var writer = new BlockWriter(events, stackalloc int[2 * NamePlaces.Few]);
        var block = GC.AllocateUninitializedArray<byte>(writer.Size);
        writer.Write(block);
        return block;
    }

    /// <summary>Writes the events where room is given, without a copy of its own; returns how many bytes.</summary>
    /// <inheritdoc cref="Write(ReadOnlySpan{MarketEvent})"/>
    public static int Write(ReadOnlySpan<MarketEvent> events, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var writer = new BlockWriter(events, stackalloc int[2 * NamePlaces.Few]);
        var size = writer.Size;
        writer.Write(output.GetSpan(size)[..size]);
        output.Advance(size);
        return size;
    }

    /// <summary>How many events a block holds; at most one for every 48 bytes, so it is safe to make room for them.</summary>
    /// <exception cref="FormatException">It is no block, is damaged, or has a version that is not known; the message says which.</exception>
    public static int Count(ReadOnlySpan<byte> block) => block.IsEmpty ? 0 : block[0] switch
    {
        LayoutV1.Version => new BlockHeader(block).Events,
        var other => throw BlockError.OfVersion(other),
    };

    /// <summary>
    /// Reads all events into <paramref name="events"/>, which must have room for <see cref="Count"/> at least; returns how many. After an error
    /// what is in there means nothing. Names that this process did not know are kept for its life, as <see cref="Symbol"/> says.
    /// </summary>
    /// <exception cref="FormatException">It is no block, is damaged, or has a version that is not known; the message says which.</exception>
    /// <exception cref="ArgumentException">There is too little room.</exception>
    public static int Read(ReadOnlySpan<byte> block, Span<MarketEvent> events) => block.IsEmpty ? 0 : block[0] switch
    {
        LayoutV1.Version => BlockReader.Read(block, events),
        var other => throw BlockError.OfVersion(other),
    };

    /// <summary>Reads all events.</summary>
    /// <exception cref="FormatException">It is no block, is damaged, or has a version that is not known; the message says which.</exception>
    public static MarketEvent[] Read(ReadOnlySpan<byte> block)
    {
        var events = new MarketEvent[Count(block)];
        Read(block, events);
        return events;
    }
}
