using System.Collections.Immutable;
using System.Runtime.InteropServices;
using QuantTradeAI.Streaming.MarketData;
using static QuantTradeAI.Cluster.Codec.LayoutV1;

namespace QuantTradeAI.Cluster.Codec;

/// <summary>The levels of one book event in a block of version 1.</summary>
internal static class BookLevelsV1
{
    /// <summary>Writes at the start of <paramref name="to"/>, which is long enough, and steps over it.</summary>
    public static void Write(BookLevels levels, ref Span<byte> to)
    {
        ref var start = ref MemoryMarshal.GetReference(to);
        Raw.Set(ref start, FirstUpdateIdAt, levels.FirstUpdateId);
        Raw.Set(ref start, LastUpdateIdAt, levels.LastUpdateId);
        Raw.Set(ref start, BidsAt, levels.Bids.AsSpan().Length);
        Raw.Set(ref start, AsksAt, levels.Asks.AsSpan().Length);
        to = to[BookSize..];
        Write(levels.Bids.AsSpan(), ref to);
        Write(levels.Asks.AsSpan(), ref to);
    }

    /// <summary>Reads at the start of <paramref name="from"/> and steps over it; null when it is damaged.</summary>
    public static BookLevels? Read(ref ReadOnlySpan<byte> from)
    {
        if (from.Length < BookSize)
            return null;
        ref var start = ref MemoryMarshal.GetReference(from);
        var (first, last) = (Raw.Get<long>(ref start, FirstUpdateIdAt), Raw.Get<long>(ref start, LastUpdateIdAt));
        var (bids, asks) = (Raw.Get<int>(ref start, BidsAt), Raw.Get<int>(ref start, AsksAt));
        from = from[BookSize..];
        if (bids < 0 || asks < 0 || ((long)bids + asks) * LevelSize > from.Length)
            return null;
        return Read(bids, ref from) is { } buy && Read(asks, ref from) is { } sell ? new BookLevels(buy, sell, first, last) : null;
    }

    private static void Write(ReadOnlySpan<BookLevel> levels, ref Span<byte> to)
    {
        var raw = to[..(levels.Length * LevelSize)];
        MemoryMarshal.AsBytes(levels).CopyTo(raw);
        for (var at = 0; at < raw.Length; at += LevelSize)
        {
            ref var level = ref MemoryMarshal.GetReference(raw[at..]);
            Raw.Set(ref level, LevelPriceScaleAt, (ulong)Raw.Get<byte>(ref level, LevelPriceScaleAt));
            Raw.Set(ref level, LevelSizeScaleAt, (ulong)Raw.Get<byte>(ref level, LevelSizeScaleAt));
        }

        to = to[raw.Length..];
    }

    private static ImmutableArray<BookLevel>? Read(int count, ref ReadOnlySpan<byte> from)
    {
        if (count == 0)
            return [];
        var raw = from[..(count * LevelSize)];
        from = from[raw.Length..];
        for (var at = 0; at < raw.Length; at += LevelSize)
        {
            ref var level = ref MemoryMarshal.GetReference(raw[at..]);
            if (!Records.IsExact(Raw.Get<long>(ref level, LevelPriceAt), Raw.Get<ulong>(ref level, LevelPriceScaleAt))
                | !Records.IsExact(Raw.Get<long>(ref level, LevelSizeAt), Raw.Get<ulong>(ref level, LevelSizeScaleAt)))
                return null;
        }

        var levels = GC.AllocateUninitializedArray<BookLevel>(count);
        raw.CopyTo(MemoryMarshal.AsBytes(levels.AsSpan()));
        return ImmutableCollectionsMarshal.AsImmutableArray(levels);
    }
}
