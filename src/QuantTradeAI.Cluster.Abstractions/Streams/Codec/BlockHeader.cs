using System.Runtime.InteropServices;
using static QuantTradeAI.Cluster.Codec.LayoutV1;

namespace QuantTradeAI.Cluster.Codec;

/// <summary>What the header of a block of version 1 says, checked against the block's size: whoever makes room for <see cref="Events"/> cannot be misled.</summary>
internal readonly struct BlockHeader
{
    /// <exception cref="FormatException">It contradicts itself or the size of the block.</exception>
    public BlockHeader(ReadOnlySpan<byte> block)
    {
        if (block.Length < HeaderSize)
            throw BlockError.Of($"it ends within its header, after {block.Length} bytes");
        ref var start = ref MemoryMarshal.GetReference(block);
        Providers = Raw.Get<ushort>(ref start, ProvidersAt);
        Symbols = Raw.Get<int>(ref start, SymbolsAt);
        Events = Raw.Get<int>(ref start, EventsAt);
        Books = Raw.Get<int>(ref start, BooksAt);
        NamesSize = Raw.Get<int>(ref start, NamesSizeAt);
        RecordsSize = Raw.Get<int>(ref start, RecordsSizeAt);
        LevelsSize = Raw.Get<int>(ref start, LevelsSizeAt);
        if ((Symbols | Events | Books | NamesSize | RecordsSize | LevelsSize) < 0
            || Raw.Get<byte>(ref start, ReservedAt) != 0
            || Raw.Get<int>(ref start, PaddingAt) != 0)
            throw BlockError.Of("its header holds what no header holds");
        if (HeaderSize + (long)NamesSize + RecordsSize + LevelsSize != block.Length)
            throw BlockError.Of($"it has {block.Length} bytes, its header tells of {HeaderSize + (long)NamesSize + RecordsSize + LevelsSize}");
        if (RecordsSize < (long)Events * CommonSize || RecordsSize > (long)Events * QuoteSize)
            throw BlockError.Of($"{Events} events cannot have {RecordsSize} bytes");
        if (Books > Events || Symbols > Events || Providers > 2L * Events || LevelsSize < (long)Books * BookSize)
            throw BlockError.Of("its header counts more than its events can have");
    }

    public int Providers { get; }

    public int Symbols { get; }

    public int Events { get; }

    public int Books { get; }

    public int NamesSize { get; }

    public int RecordsSize { get; }

    public int LevelsSize { get; }
}
