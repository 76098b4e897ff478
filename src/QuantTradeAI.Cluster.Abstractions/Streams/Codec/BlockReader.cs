using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QuantTradeAI.Streaming.MarketData;
using static QuantTradeAI.Cluster.Codec.LayoutV1;

namespace QuantTradeAI.Cluster.Codec;

/// <summary>Reads a block of version 1. Nothing in it is believed.</summary>
internal static class BlockReader
{
    private const int FewNames = 32;

    /// <exception cref="FormatException">The block is damaged.</exception>
    public static int Read(ReadOnlySpan<byte> block, Span<MarketEvent> events)
    {
        Raw.RequireLittleEndian();
        var header = new BlockHeader(block);
        if (events.Length < header.Events)
            throw new ArgumentException($"There is room for {events.Length} events; the block holds {header.Events}.", nameof(events));
        var places = header.Symbols + 1 + header.Providers + 1;
        var rented = places <= FewNames ? null : ArrayPool<int>.Shared.Rent(places);
        try
        {
            Span<int> ids = stackalloc int[FewNames];
            if (rented is not null)
                ids = rented;
            Read(block, header, events[..header.Events], ids[..(header.Symbols + 1)], ids.Slice(header.Symbols + 1, header.Providers + 1));
            return header.Events;
        }
        finally
        {
            if (rented is not null)
                ArrayPool<int>.Shared.Return(rented);
        }
    }

    private static void Read(ReadOnlySpan<byte> block, BlockHeader header, Span<MarketEvent> events, Span<int> symbols, Span<int> providers)
    {
        var names = block.Slice(HeaderSize, header.NamesSize);
        var records = block.Slice(HeaderSize + header.NamesSize, header.RecordsSize);
        var levels = block[(block.Length - header.LevelsSize)..];

        // A damaged block must not teach this process names, which it would keep for ever.
        if (!NameReader.Read(names, symbols, providers, mayLearn: false))
        {
            ReadEvents(records, levels, header.Books, events, symbols, providers);
            NameReader.Read(names, symbols, providers, mayLearn: true);
        }

        ReadEvents(records, levels, header.Books, events, symbols, providers);
    }

    private static void ReadEvents(
        ReadOnlySpan<byte> records, ReadOnlySpan<byte> levels, int books, Span<MarketEvent> events, ReadOnlySpan<int> symbols, ReadOnlySpan<int> providers)
    {
        for (var i = 0; i < events.Length; i++)
        {
            if (records.Length < CommonSize)
                throw BlockError.OfEvent(i, "is cut short");
            ref var from = ref MemoryMarshal.GetReference(records);
            var symbol = Raw.Get<int>(ref from, SymbolAt);
            var provider = Raw.Get<ushort>(ref from, ProviderAt);
            if ((uint)symbol >= (uint)symbols.Length || provider >= (uint)providers.Length || !Records.IsCommon(ref from))
                throw BlockError.OfEvent(i, "has a symbol, a provider or flags that there are not");
            ref var to = ref events[i];
            var size = 0;
            switch ((MarketEventKind)Raw.Get<byte>(ref from, KindAt))
            {
                case MarketEventKind.Trade when records.Length >= TradeSize && Records.IsTrade(ref from):
                    to.Hold(in Unsafe.As<byte, Trade>(ref from));
                    size = TradeSize;
                    break;
                case MarketEventKind.Quote when records.Length >= QuoteSize && Records.IsQuote(ref from):
                    to.Hold(in Unsafe.As<byte, Quote>(ref from));
                    size = QuoteSize;
                    break;
                case MarketEventKind.Status when records.Length >= StatusSize && Records.IsStatus(ref from) && Raw.Get<ushort>(ref from, PreviousAt) < (uint)providers.Length:
                    to.Hold(in Unsafe.As<byte, FeedStatus>(ref from));
                    Raw.Set(ref Unsafe.As<EventHeader, byte>(ref to.HeaderRef), PreviousAt, (ushort)providers[Raw.Get<ushort>(ref from, PreviousAt)]);
                    size = StatusSize;
                    break;
                case MarketEventKind.Book when books-- > 0 && BookLevelsV1.Read(ref levels) is { } book:
                    to = new MarketEvent(in Unsafe.As<byte, EventHeader>(ref from), book);
                    size = CommonSize;
                    break;
                default:
                    throw BlockError.OfEvent(i, "is of no known kind, is cut short, or has a part that is out of its range");
            }

            ref var header = ref to.HeaderRef;
            header.Symbol = Unsafe.BitCast<int, Symbol>(symbols[symbol]);
            header.Provider = Unsafe.BitCast<ushort, ProviderId>((ushort)providers[provider]);
            records = records[size..];
        }

        if (!records.IsEmpty || !levels.IsEmpty || books != 0)
            throw BlockError.Of("something follows its last event");
    }
}
