using System.Buffers;
using System.Collections.Immutable;
using FsCheck.Xunit;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Streams;

public sealed class MarketBatchTests
{
    private const int Cases = 1_000;

    private static readonly ProviderId Alpha = ProviderId.Of("alpha");
    private static readonly Symbol Bitcoin = Symbol.Of("BTC-USD");

    [Property(MaxTest = Cases, Arbitrary = [typeof(EventBatch)])]
    public void Events_Any_AreReadAsWritten(EventBatch batch)
    {
        var block = MarketBatch.Write(batch.Events);

        Assert.Equal(MarketBatch.Version, block[0]);
        Assert.Equal(batch.Events.Length, MarketBatch.Count(block));
        AssertSame(batch.Events, MarketBatch.Read(block));
    }

    [Property(MaxTest = 200, Arbitrary = [typeof(EventBatch)])]
    public void Events_ReadOverOthers_LeaveNothingOfThem(EventBatch before, EventBatch batch)
    {
        var room = new MarketEvent[Math.Max(before.Events.Length, batch.Events.Length)];
        before.Events.CopyTo(room, 0);

        Assert.Equal(batch.Events.Length, MarketBatch.Read(MarketBatch.Write(batch.Events), room));
        AssertSame(batch.Events, room.AsSpan(0, batch.Events.Length));
        Assert.Equal(MarketBatch.Write(batch.Events), MarketBatch.Write(room.AsSpan(0, batch.Events.Length)));
    }

    [Property(MaxTest = 200, Arbitrary = [typeof(EventBatch)])]
    public void Output_OfAnyBuffer_GetsTheSameBytes(EventBatch batch)
    {
        var output = new ArrayBufferWriter<byte>(1);
        output.Write("before"u8);

        var size = MarketBatch.Write(batch.Events, output);

        Assert.Equal(MarketBatch.Write(batch.Events), output.WrittenSpan[6..].ToArray());
        Assert.Equal(size, output.WrittenCount - 6);
    }

    [Fact]
    public void Block_OfNoBytes_HoldsNothing()
    {
        Assert.Equal(0, MarketBatch.Count([]));
        Assert.Equal(0, MarketBatch.Read([], []));
        Assert.Equal(0, MarketBatch.Count(MarketBatch.Write([])));
    }

    [Fact]
    public void Symbols_ByTheThousand_AreReadAsWritten()
    {
        MarketEvent[] events = [.. Enumerable.Range(0, 5_000).Select(i => Status(Symbol.Of($"MANY-{i % 2_500}")))];

        AssertSame(events, MarketBatch.Read(MarketBatch.Write(events)));
        AssertSame(events, MarketBatch.Read(MarketBatch.Write(events)));
    }

    [Fact]
    public void Book_OfDefaultLevels_IsReadAsEmpty()
    {
        var none = new MarketEvent(new EventHeader { Symbol = Bitcoin, Provider = Alpha }, new BookLevels(default, default));

        var read = Assert.Single(MarketBatch.Read(MarketBatch.Write([none]))).BookUpdate.Levels;

        Assert.Equal((ImmutableArray<BookLevel>.Empty, ImmutableArray<BookLevel>.Empty), (read.Bids, read.Asks));
    }

    [Fact]
    public void Event_OfNothing_IsRefused()
    {
        Assert.Contains("Event 1 holds None", Assert.Throws<ArgumentException>(() => MarketBatch.Write([Status(Bitcoin), default])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "Event 0 is a book event without levels",
            Assert.Throws<ArgumentException>(() => MarketBatch.Write([new MarketEvent(new EventHeader(), null!)])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Name_BeyondTheLongest_IsRefused() => Assert.Contains(
        "has 256 bytes; expected 255 at most",
        Assert.Throws<ArgumentException>(() => MarketBatch.Write([new MarketEvent(FeedStatus.Of(FeedStatusKind.Live, Bitcoin, ProviderId.Of(new string('q', 256)), default))])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Read_IntoTooLittleRoom_IsRefused() => Assert.Contains(
        "room for 1 events; the block holds 2",
        Assert.Throws<ArgumentException>(() => MarketBatch.Read(MarketBatch.Write([Status(Bitcoin), Status(Bitcoin)]), new MarketEvent[1])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Trades_OnceNamesAreKnown_AllocateTheBlockAndNothingElse()
    {
        MarketEvent[] events =
        [
            .. Enumerable.Range(1, 100).Select(i => new MarketEvent(new Trade(
                Bitcoin, Alpha, i, new ExactDecimal(i, 2), new ExactDecimal(i, 3), AggressorSide.Buy, new UnixNanos(i), new UnixNanos(i)))),
        ];
        var room = new MarketEvent[events.Length];
        MarketBatch.Read(MarketBatch.Write(events), room);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var block = MarketBatch.Write(events);
        var written = GC.GetAllocatedBytesForCurrentThread() - before;
        MarketBatch.Read(block, room);
        var read = GC.GetAllocatedBytesForCurrentThread() - before - written;

        Assert.InRange(written, block.Length, block.Length + 64);
        Assert.Equal(0, read);
    }

    private static MarketEvent Status(Symbol symbol) => new(FeedStatus.Of(FeedStatusKind.Live, symbol, Alpha, new UnixNanos(1)));

    private static void AssertSame(ReadOnlySpan<MarketEvent> expected, ReadOnlySpan<MarketEvent> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(EventText.Of(expected[i]), EventText.Of(actual[i]));
            Assert.Equal(expected[i].Header, actual[i].Header);
            if (expected[i].Kind == MarketEventKind.Trade)
                Assert.Equal(expected[i].Trade, actual[i].Trade);
            if (expected[i].Kind == MarketEventKind.Quote)
                Assert.Equal(expected[i].Quote, actual[i].Quote);
            if (expected[i].Kind == MarketEventKind.Status)
                Assert.Equal(expected[i].Status, actual[i].Status);
        }
    }
}
