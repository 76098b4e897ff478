using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using QuantTradeAI.Cluster.Codec;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Streams;

/// <summary>
/// Version 1 copies events as they are in memory. Where one of these fails, memory has moved away from it: give the codec a version 2, and a
/// reader of version 1 that no longer copies.
/// </summary>
public sealed class LayoutTests
{
    [Fact]
    public void Sizes_AreThoseOfVersion1() => Assert.Equal(
        (LayoutV1.CommonSize, LayoutV1.TradeSize, LayoutV1.QuoteSize, LayoutV1.StatusSize, LayoutV1.LevelSize),
        (Unsafe.SizeOf<EventHeader>(), Unsafe.SizeOf<Trade>(), Unsafe.SizeOf<Quote>(), Unsafe.SizeOf<FeedStatus>(), Unsafe.SizeOf<BookLevel>()));

    [Fact]
    public void Header_LiesAsInVersion1() => AssertFields<EventHeader>(
        ("Kind", LayoutV1.KindAt),
        ("Flags", LayoutV1.FlagsAt),
        ("Provider", LayoutV1.ProviderAt),
        ("Symbol", LayoutV1.SymbolAt),
        ("Epoch", LayoutV1.EpochAt),
        ("Sequence", LayoutV1.SequenceAt),
        ("ExchangeTime", LayoutV1.ExchangeTimeAt),
        ("ReceiveTime", LayoutV1.ReceiveTimeAt),
        ("PublishTime", LayoutV1.PublishTimeAt));

    [Fact]
    public void Trade_LiesAsInVersion1() => AssertFields<Trade>(
        ("_header", 0),
        ("_price", LayoutV1.PriceAt),
        ("_size", LayoutV1.SizeAt),
        ("_tradeId", LayoutV1.TradeIdAt),
        ("_priceScale", LayoutV1.PriceScaleAt),
        ("_sizeScale", LayoutV1.SizeScaleAt),
        ("_aggressor", LayoutV1.AggressorAt));

    [Fact]
    public void Quote_LiesAsInVersion1() => AssertFields<Quote>(
        ("_header", 0),
        ("_bidPrice", LayoutV1.BidPriceAt),
        ("_bidSize", LayoutV1.BidSizeAt),
        ("_askPrice", LayoutV1.AskPriceAt),
        ("_askSize", LayoutV1.AskSizeAt),
        ("_updateId", LayoutV1.UpdateIdAt),
        ("_bidPriceScale", LayoutV1.BidPriceScaleAt),
        ("_bidSizeScale", LayoutV1.BidSizeScaleAt),
        ("_askPriceScale", LayoutV1.AskPriceScaleAt),
        ("_askSizeScale", LayoutV1.AskSizeScaleAt),
        ("_conflated", LayoutV1.ConflatedAt));

    [Fact]
    public void Status_LiesAsInVersion1() => AssertFields<FeedStatus>(
        ("_header", 0),
        ("_from", LayoutV1.FromAt),
        ("_to", LayoutV1.ToAt),
        ("_missed", LayoutV1.MissedAt),
        ("_kind", LayoutV1.StatusKindAt),
        ("_reason", LayoutV1.ReasonAt),
        ("_lost", LayoutV1.LostAt),
        ("_previous", LayoutV1.PreviousAt));

    [Fact]
    public void Level_LiesAsInVersion1()
    {
        AssertFields<BookLevel>(("<Price>k__BackingField", LayoutV1.LevelPriceAt), ("<Size>k__BackingField", LayoutV1.LevelSizeAt));
        AssertFields<ExactDecimal>(("_mantissa", 0), ("_scale", LayoutV1.LevelPriceScaleAt));
        Assert.Equal(LayoutV1.LevelSizeScaleAt - LayoutV1.LevelSizeAt, LayoutV1.LevelPriceScaleAt - LayoutV1.LevelPriceAt);
    }

    [Fact]
    public void Names_AreNumbersOfTheSizeOfVersion1()
    {
        Assert.Equal((4, 2, 8), (Unsafe.SizeOf<Symbol>(), Unsafe.SizeOf<ProviderId>(), Unsafe.SizeOf<UnixNanos>()));
        Assert.Equal(typeof(int), Assert.Single(Fields(typeof(Symbol))).FieldType);
        Assert.Equal(typeof(ushort), Assert.Single(Fields(typeof(ProviderId))).FieldType);
    }

    [Fact]
    public void Enumerations_EndAsInVersion1()
    {
        AssertValues<MarketEventKind>(LayoutV1.MaxKind);
        AssertValues<AggressorSide>(LayoutV1.MaxAggressor);
        AssertValues<FeedStatusKind>(LayoutV1.MaxStatusKind);
        AssertValues<GapReason>(LayoutV1.MaxReason);
        Assert.Equal(LayoutV1.AllFlags, Enum.GetValues<EventFlags>().Aggregate(0, (all, one) => all | (int)one));
        Assert.Equal((18, 999_999_999_999_999_999), (ExactDecimal.MaxScale, ExactDecimal.MaxMantissa));
    }

    [Fact]
    public void Event_HoldsItsValueInOnePiece()
    {
        var one = new MarketEvent(new Trade(Symbol.Of("BTC-USD"), ProviderId.Of("alpha"), 7, new ExactDecimal(5, 1), new ExactDecimal(6, 2), AggressorSide.Sell, new UnixNanos(1), new UnixNanos(2)));

        Assert.Equal(one.Trade, Unsafe.As<EventHeader, Trade>(ref one.HeaderRef));
        Assert.Equal(IntPtr.Size + LayoutV1.QuoteSize, Unsafe.SizeOf<MarketEvent>());
    }

    private static void AssertValues<T>(byte last)
        where T : struct, Enum =>
        Assert.Equal(Enumerable.Range(0, last + 1), Enum.GetValues<T>().Select(value => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)).Order());

    private static void AssertFields<T>(params (string Name, int At)[] expected) =>
        Assert.Equal(expected, Fields(typeof(T)).Select(field => (field.Name, (int)Marshal.OffsetOf<T>(field.Name))).OrderBy(field => field.Item2).ToArray());

    private static FieldInfo[] Fields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
}
