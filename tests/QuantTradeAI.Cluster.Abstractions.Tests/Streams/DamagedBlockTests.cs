using System.Buffers.Binary;
using System.Text;
using FsCheck.Xunit;
using QuantTradeAI.Cluster.Codec;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Streams;

public sealed class DamagedBlockTests
{
    private static readonly Symbol Bitcoin = Symbol.Of("BTC-USD");
    private static readonly ProviderId Alpha = ProviderId.Of("alpha");
    private static readonly ExactDecimal One = new(1, 0);

    /// <summary>Where the first record is: the names <c>BTC-USD</c> and <c>alpha</c> take 16 bytes with their lengths.</summary>
    private const int Record = LayoutV1.HeaderSize + 16;

    private static readonly Dictionary<string, byte[]> Blocks = new()
    {
        ["trade"] = MarketBatch.Write([new MarketEvent(new Trade(Bitcoin, Alpha, 1, One, One, AggressorSide.Sell, default, default))]),
        ["quote"] = MarketBatch.Write([new MarketEvent(new Quote(Bitcoin, Alpha, 1, One, null, One, One, default, default))]),
        ["status"] = MarketBatch.Write([new MarketEvent(FeedStatus.SourceChangedTo(Bitcoin, Alpha, Alpha, default))]),
        ["book"] = MarketBatch.Write([new MarketEvent(new EventHeader { Symbol = Bitcoin, Provider = Alpha }, new BookLevels([new(One, One)], [new(One, One)]))]),
    };

    [Property(MaxTest = 20, EndSize = 5, Arbitrary = [typeof(EventBatch)])]
    public void Block_CutAtAnyLength_IsRefused(EventBatch batch)
    {
        var block = MarketBatch.Write(batch.Events);
        var room = new MarketEvent[batch.Events.Length];
        for (var length = 1; length < block.Length; length++)
        {
            var cut = block.AsSpan(0, length).ToArray();
            Assert.Throws<FormatException>(() => MarketBatch.Count(cut));
            Assert.Throws<FormatException>(() => MarketBatch.Read(cut, room));
        }

        Assert.Throws<FormatException>(() => MarketBatch.Read([.. block, 0], room));
    }

    [Property(MaxTest = 10, EndSize = 4, Arbitrary = [typeof(EventBatch)])]
    public void Block_WithAnyBitFlipped_IsRefusedOrHoldsEvents(EventBatch batch)
    {
        var block = MarketBatch.Write(batch.Events);
        for (var bit = 0; bit < block.Length * 8; bit++)
        {
            block[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefusedOrWhole(block);
            block[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Property(MaxTest = 1_000, Arbitrary = [typeof(EventBatch)])]
    public void Block_WithBytesOverwritten_IsRefusedOrHoldsEvents(EventBatch batch, (int At, byte Value)[] damage)
    {
        var block = MarketBatch.Write(batch.Events);
        foreach (var (at, value) in damage)
            block[(int)((uint)at % (uint)block.Length)] = value;
        AssertRefusedOrWhole(block);
    }

    [Property(MaxTest = 1_000)]
    public void Bytes_OfAnyKind_AreRefusedOrHoldEvents(byte[] bytes)
    {
        AssertRefusedOrWhole(bytes);
        AssertRefusedOrWhole([MarketBatch.Version, .. bytes]);
    }

    [Theory]
    [InlineData("trade", LayoutV1.KindAt, 0)]
    [InlineData("trade", LayoutV1.KindAt, 5)]
    [InlineData("trade", LayoutV1.KindAt, 2)]
    [InlineData("trade", LayoutV1.KindAt, 3)]
    [InlineData("trade", LayoutV1.FlagsAt, 8)]
    [InlineData("trade", LayoutV1.ProviderAt, 2)]
    [InlineData("trade", LayoutV1.SymbolAt, 2)]
    [InlineData("trade", LayoutV1.SymbolAt + 3, 0x80)]
    [InlineData("trade", LayoutV1.PriceAt + 7, 0x10)]
    [InlineData("trade", LayoutV1.PriceAt + 7, 0x80)]
    [InlineData("trade", LayoutV1.SizeAt + 7, 0x10)]
    [InlineData("trade", LayoutV1.PriceScaleAt, 19)]
    [InlineData("trade", LayoutV1.SizeScaleAt, 255)]
    [InlineData("trade", LayoutV1.AggressorAt, 3)]
    [InlineData("trade", LayoutV1.AggressorAt + 1, 1)]
    [InlineData("trade", LayoutV1.TradeSize - 1, 1)]
    [InlineData("quote", LayoutV1.BidPriceAt + 7, 0x80)]
    [InlineData("quote", LayoutV1.AskPriceAt + 7, 0x80)]
    [InlineData("quote", LayoutV1.BidPriceScaleAt, 255)]
    [InlineData("quote", LayoutV1.AskPriceScaleAt, 19)]
    [InlineData("quote", LayoutV1.BidSizeAt, 1)]
    [InlineData("quote", LayoutV1.BidSizeScaleAt, 254)]
    [InlineData("quote", LayoutV1.AskSizeAt + 7, 0x7f)]
    [InlineData("quote", LayoutV1.AskSizeScaleAt, 19)]
    [InlineData("quote", LayoutV1.AskSizeScaleAt, 255)]
    [InlineData("quote", LayoutV1.ConflatedAt + 3, 0x80)]
    [InlineData("status", LayoutV1.StatusKindAt, 7)]
    [InlineData("status", LayoutV1.ReasonAt, 8)]
    [InlineData("status", LayoutV1.LostAt, 5)]
    [InlineData("status", LayoutV1.LostAt + 1, 1)]
    [InlineData("status", LayoutV1.PreviousAt, 2)]
    [InlineData("status", LayoutV1.StatusSize - 1, 1)]
    [InlineData("book", LayoutV1.CommonSize + LayoutV1.BidsAt, 0)]
    [InlineData("book", LayoutV1.CommonSize + LayoutV1.BidsAt, 2)]
    [InlineData("book", LayoutV1.CommonSize + LayoutV1.BidsAt + 3, 0x80)]
    [InlineData("book", LayoutV1.CommonSize + LayoutV1.AsksAt + 3, 0x7f)]
    [InlineData("book", LayoutV1.CommonSize + LayoutV1.BookSize + LayoutV1.LevelPriceAt + 7, 0x80)]
    [InlineData("book", LayoutV1.CommonSize + LayoutV1.BookSize + LayoutV1.LevelPriceScaleAt, 19)]
    [InlineData("book", LayoutV1.CommonSize + LayoutV1.BookSize + LayoutV1.LevelPriceScaleAt + 7, 1)]
    [InlineData("book", LayoutV1.CommonSize + LayoutV1.BookSize + LayoutV1.LevelSizeAt + 7, 0x70)]
    [InlineData("book", LayoutV1.CommonSize + LayoutV1.BookSize + LayoutV1.LevelSize + LayoutV1.LevelSizeScaleAt + 1, 1)]
    [InlineData("trade", LayoutV1.ReservedAt - Record, 1)]
    [InlineData("trade", LayoutV1.PaddingAt - Record, 1)]
    [InlineData("trade", LayoutV1.ProvidersAt - Record, 3)]
    [InlineData("trade", LayoutV1.SymbolsAt - Record, 2)]
    [InlineData("trade", LayoutV1.EventsAt - Record, 0)]
    [InlineData("trade", LayoutV1.EventsAt - Record, 2)]
    [InlineData("trade", LayoutV1.BooksAt - Record, 1)]
    [InlineData("book", LayoutV1.BooksAt - Record, 0)]
    [InlineData("trade", LayoutV1.NamesSizeAt - Record, 8)]
    [InlineData("trade", LayoutV1.RecordsSizeAt - Record, 72)]
    [InlineData("trade", LayoutV1.LevelsSizeAt - Record, 8)]
    [InlineData("trade", LayoutV1.HeaderSize - Record, 0)]
    [InlineData("trade", LayoutV1.HeaderSize - Record, 255)]
    [InlineData("trade", LayoutV1.HeaderSize + 1 - Record, (byte)'@')]
    [InlineData("trade", LayoutV1.HeaderSize + 1 - Record, 0xff)]
    [InlineData("trade", -1, 1)]
    public void Block_WithOneByteOutOfRange_IsRefused(string block, int at, byte value)
    {
        var damaged = (byte[])Blocks[block].Clone();
        Assert.NotEqual(value, damaged[Record + at]);
        damaged[Record + at] = value;

        Assert.Throws<FormatException>(() => MarketBatch.Read(damaged));
    }

    [Fact]
    public void Version_NotKnown_IsNamed()
    {
        byte[] block = [9, .. Blocks["trade"].AsSpan(1)];

        Assert.Contains("has version 9; expected 1", Assert.Throws<FormatException>(() => MarketBatch.Count(block)).Message, StringComparison.Ordinal);
        Assert.Contains("has version 9; expected 1", Assert.Throws<FormatException>(() => MarketBatch.Read(block)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LayoutV1.SymbolsAt)]
    [InlineData(LayoutV1.EventsAt)]
    [InlineData(LayoutV1.BooksAt)]
    [InlineData(LayoutV1.NamesSizeAt)]
    [InlineData(LayoutV1.RecordsSizeAt)]
    [InlineData(LayoutV1.LevelsSizeAt)]
    [InlineData(Record + LayoutV1.CommonSize + LayoutV1.BidsAt)]
    [InlineData(Record + LayoutV1.CommonSize + LayoutV1.AsksAt)]
    public void Count_BeyondTheBlock_MakesNoRoom(int at)
    {
        var block = (byte[])Blocks["book"].Clone();
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(at), int.MaxValue);
        Assert.Throws<FormatException>(() => MarketBatch.Read(block));

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<FormatException>(() => MarketBatch.Read(block));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32_768);
    }

    [Fact]
    public void Block_ThatIsDamaged_TeachesNoNames()
    {
        var block = MarketBatch.Write([new MarketEvent(FeedStatus.Of(FeedStatusKind.Live, Symbol.Of("LEARN-0"), ProviderId.Of("learner-0"), default))]);
        block[block.AsSpan().IndexOf("LEARN-0"u8) + 6] = (byte)'1';
        block[block.AsSpan().IndexOf("learner-0"u8) + 8] = (byte)'1';
        byte[] damaged = [.. block];
        damaged[^1] = 1;

        Assert.Throws<FormatException>(() => MarketBatch.Read(damaged));
        Assert.False(Symbol.TryFind("LEARN-1", out _));
        Assert.False(ProviderId.TryFind("learner-1", out _));

        var learnt = Assert.Single(MarketBatch.Read(block)).Status;
        Assert.Equal(("LEARN-1", "learner-1"), (learnt.Symbol.Name, learnt.Provider.Name));
        Assert.Equal((Symbol.Of("LEARN-1"), ProviderId.Of("learner-1")), (learnt.Symbol, learnt.Provider));
    }

    private static void AssertRefusedOrWhole(byte[] block)
    {
        MarketEvent[] events;
        try
        {
            events = MarketBatch.Read(block);
        }
        catch (FormatException)
        {
            return;
        }

        var text = new StringBuilder();
        foreach (var one in events)
            text.AppendLine(EventText.Of(one));
        Assert.Equal(text.ToString(), string.Concat(MarketBatch.Read(MarketBatch.Write(events)).Select(one => EventText.Of(one) + Environment.NewLine)));
    }
}
