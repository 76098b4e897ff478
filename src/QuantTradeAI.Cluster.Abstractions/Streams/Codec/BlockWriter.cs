using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using QuantTradeAI.Streaming.MarketData;
using static QuantTradeAI.Cluster.Codec.LayoutV1;

namespace QuantTradeAI.Cluster.Codec;

/// <summary>Writes a block of version 1: measures it first, so that it is written once and in place.</summary>
internal ref struct BlockWriter
{
    private static readonly UTF8Encoding Utf8 = new(false, true);

    private readonly ReadOnlySpan<MarketEvent> _events;
    private readonly int _namesSize;
    private readonly int _recordsSize;
    private readonly int _levelsSize;
    private readonly int _books;
    private NamePlaces _symbols;
    private NamePlaces _providers;

    /// <param name="events">What is to be written.</param>
    /// <param name="few">Room for names, two times <see cref="NamePlaces.Few"/>.</param>
    /// <exception cref="ArgumentException">An event holds nothing, or all together need more than 2 GiB.</exception>
    public BlockWriter(ReadOnlySpan<MarketEvent> events, Span<int> few)
    {
        Raw.RequireLittleEndian();
        _events = events;
        _symbols = new NamePlaces(few[..NamePlaces.Few]);
        _providers = new NamePlaces(few[NamePlaces.Few..]);
        long records = 0, levels = 0;
        for (var i = 0; i < events.Length; i++)
        {
            ref readonly var one = ref events[i];
            ref var from = ref Start(in one);
            _symbols.PlaceOf(Raw.Get<int>(ref from, SymbolAt));
            _providers.PlaceOf(Raw.Get<ushort>(ref from, ProviderAt));
            switch (one.Kind)
            {
                case MarketEventKind.Trade:
                    records += TradeSize;
                    break;
                case MarketEventKind.Quote:
                    records += QuoteSize;
                    break;
                case MarketEventKind.Status:
                    records += StatusSize;
                    _providers.PlaceOf(Raw.Get<ushort>(ref from, PreviousAt));
                    break;
                case MarketEventKind.Book:
                    records += CommonSize;
                    levels += Measure(one.Levels, i);
                    _books++;
                    break;
                default:
                    throw new ArgumentException($"Event {i} holds {one.Kind}; expected a trade, a quote, a book event or a status.", nameof(events));
            }
        }

        long names = 0;
        foreach (var id in _symbols.Ids)
            names += Measure(Unsafe.BitCast<int, Symbol>(id).Name);
        foreach (var id in _providers.Ids)
            names += Measure(Unsafe.BitCast<ushort, ProviderId>((ushort)id).Name);
        names = (names + 7) & ~7L;
        if (HeaderSize + names + records + levels > Array.MaxLength)
            throw new ArgumentException($"{events.Length} events do not fit into one block; write fewer at a time.", nameof(events));
        (_namesSize, _recordsSize, _levelsSize) = ((int)names, (int)records, (int)levels);
    }

    /// <summary>Bytes that it needs.</summary>
    public readonly int Size => HeaderSize + _namesSize + _recordsSize + _levelsSize;

    /// <summary>Writes all of it. <paramref name="block"/> is of that <see cref="Size"/>.</summary>
    public void Write(Span<byte> block)
    {
        WriteHeader(ref MemoryMarshal.GetReference(block[..Size]));
        WriteNames(block.Slice(HeaderSize, _namesSize));
        WriteEvents(block.Slice(HeaderSize + _namesSize, _recordsSize), block.Slice(Size - _levelsSize, _levelsSize));
    }

    public void Dispose()
    {
        _symbols.Dispose();
        _providers.Dispose();
    }

    private static ref byte Start(ref readonly MarketEvent one) => ref Unsafe.As<EventHeader, byte>(ref Unsafe.AsRef(in one).HeaderRef);

    private static long Measure(BookLevels? levels, int at) =>
        levels is null
            ? throw new ArgumentException($"Event {at} is a book event without levels.", nameof(levels))
            : BookSize + ((long)levels.Bids.AsSpan().Length + levels.Asks.AsSpan().Length) * LevelSize;

    private static int Measure(string name)
    {
        var size = Utf8.GetByteCount(name);
        return size <= MaxNameSize ? 1 + size : throw new ArgumentException($"The name '{name}' has {size} bytes; expected {MaxNameSize} at most.", nameof(name));
    }

    private readonly void WriteHeader(ref byte to)
    {
        Unsafe.InitBlockUnaligned(ref to, 0, HeaderSize);
        Raw.Set(ref to, VersionAt, LayoutV1.Version);
        Raw.Set(ref to, ProvidersAt, (ushort)_providers.Count);
        Raw.Set(ref to, SymbolsAt, _symbols.Count);
        Raw.Set(ref to, EventsAt, _events.Length);
        Raw.Set(ref to, BooksAt, _books);
        Raw.Set(ref to, NamesSizeAt, _namesSize);
        Raw.Set(ref to, RecordsSizeAt, _recordsSize);
        Raw.Set(ref to, LevelsSizeAt, _levelsSize);
    }

    private readonly void WriteNames(Span<byte> to)
    {
        foreach (var id in _symbols.Ids)
            WriteName(Unsafe.BitCast<int, Symbol>(id).Name, ref to);
        foreach (var id in _providers.Ids)
            WriteName(Unsafe.BitCast<ushort, ProviderId>((ushort)id).Name, ref to);
        to.Clear();
    }

    private static void WriteName(string name, ref Span<byte> to)
    {
        var size = Utf8.GetBytes(name, to[1..]);
        to[0] = (byte)size;
        to = to[(1 + size)..];
    }

    private void WriteEvents(Span<byte> records, Span<byte> levels)
    {
        ref var to = ref MemoryMarshal.GetReference(records);
        for (var i = 0; i < _events.Length; i++)
        {
            ref readonly var one = ref _events[i];
            ref var from = ref Start(in one);
            var size = CommonSize;
            switch (one.Kind)
            {
                case MarketEventKind.Trade:
                    Unsafe.CopyBlockUnaligned(ref to, ref from, TradeSize);
                    Raw.Set(ref to, PriceScaleAt, Raw.Get<ulong>(ref from, PriceScaleAt) & TradeTail);
                    size = TradeSize;
                    break;
                case MarketEventKind.Quote:
                    Unsafe.CopyBlockUnaligned(ref to, ref from, QuoteSize);
                    size = QuoteSize;
                    break;
                case MarketEventKind.Status:
                    Unsafe.CopyBlockUnaligned(ref to, ref from, StatusSize);
                    Raw.Set(ref to, StatusKindAt, Raw.Get<ulong>(ref from, StatusKindAt) & StatusTail);
                    Raw.Set(ref to, PreviousAt, (ushort)_providers.PlaceOf(Raw.Get<ushort>(ref from, PreviousAt)));
                    size = StatusSize;
                    break;
                default:
                    Unsafe.CopyBlockUnaligned(ref to, ref from, CommonSize);
                    BookLevelsV1.Write(one.Levels!, ref levels);
                    break;
            }

            Raw.Set(ref to, SymbolAt, _symbols.PlaceOf(Raw.Get<int>(ref from, SymbolAt)));
            Raw.Set(ref to, ProviderAt, (ushort)_providers.PlaceOf(Raw.Get<ushort>(ref from, ProviderAt)));
            to = ref Unsafe.Add(ref to, size);
        }
    }
}
