using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Tests.MarketData;

public class MarketEventTests
{
    private static readonly BookLevels Levels = new([new BookLevel(ExactDecimal.Parse("1"), ExactDecimal.Parse("2"))], [], 3, 4);

    [Fact]
    public void Trade_Held_IsGivenBackWhole()
    {
        var marketEvent = new MarketEvent(Samples.Trade());
        Assert.Equal(MarketEventKind.Trade, marketEvent.Kind);
        Assert.Equal(Samples.Trade(), marketEvent.Trade);
        Assert.Equal(Samples.Trade().Header, marketEvent.Header);
        Assert.Equal("BTC-USD@venue trade 16578.50 x 0.00125 Sell #7", marketEvent.ToString());
        Assert.Throws<InvalidOperationException>(() => marketEvent.Quote);
        Assert.Throws<InvalidOperationException>(() => marketEvent.Status);
        Assert.Throws<InvalidOperationException>(() => marketEvent.BookSnapshot);
        Assert.Throws<InvalidOperationException>(() => marketEvent.BookUpdate);
    }

    [Fact]
    public void Trade_Held_TellsWhatItIsMadeOf()
    {
        var trade = Samples.Trade(flags: EventFlags.LastKnown);
        Assert.Equal((Samples.Btc, Samples.Venue, 7L, AggressorSide.Sell), (trade.Symbol, trade.Provider, trade.TradeId, trade.Aggressor));
        Assert.Equal((16578.50m, 0.00125m), (trade.Price, trade.Size));
        Assert.Equal((Samples.Sent, Samples.Received, UnixNanos.Absent), (trade.ExchangeTime, trade.ReceiveTime, trade.PublishTime));
        Assert.Equal((0L, 0L), (trade.Epoch, trade.Sequence));
        Assert.True(trade.IsLastKnown);
        Assert.True(new MarketEvent(trade).IsLastKnown);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("0", null)]
    [InlineData(null, "0.000")]
    [InlineData("1.50", "2")]
    public void Quote_Held_KeepsAbsentSizesApartFromZero(string? bidSize, string? askSize)
    {
        var quote = new MarketEvent(Samples.Quote(bidSize, askSize)).Quote;
        Assert.Equal((bidSize, askSize), (quote.ExactBidSize?.ToString(), quote.ExactAskSize?.ToString()));
        Assert.Equal((bidSize is null, askSize is null), (quote.BidSize is null, quote.AskSize is null));
        Assert.Equal(("16578.50", "16578.5100"), (quote.ExactBidPrice.ToString(), quote.ExactAskPrice.ToString()));
        Assert.Equal((16578.50m, 16578.51m, 9L, 0), (quote.BidPrice, quote.AskPrice, quote.UpdateId, quote.Conflated));
        Assert.Equal($"BTC-USD@venue quote 16578.50 x {bidSize ?? "-"} / 16578.5100 x {askSize ?? "-"}", quote.ToString());
    }

    [Fact]
    public void Quote_StandingForOthers_ChangesInNothingElse()
    {
        var quote = Samples.Quote().WithConflated(5);
        Assert.Equal(5, quote.Conflated);
        Assert.Equal(Samples.Quote(), quote.WithConflated(0));
    }

    [Theory]
    [InlineData(EventFlags.Snapshot, true)]
    [InlineData(EventFlags.None, false)]
    public void Book_Held_IsASnapshotByItsFlag(EventFlags flags, bool isSnapshot)
    {
        var marketEvent = new MarketEvent(new EventHeader { Symbol = Samples.Btc, Provider = Samples.Venue, Flags = flags, Sequence = 3 }, Levels);
        Assert.Equal((MarketEventKind.Book, isSnapshot, 3L), (marketEvent.Kind, marketEvent.IsSnapshot, marketEvent.Sequence));
        Assert.Same(Levels, isSnapshot ? marketEvent.BookSnapshot.Levels : marketEvent.BookUpdate.Levels);
        if (isSnapshot)
            Assert.Throws<InvalidOperationException>(() => marketEvent.BookUpdate);
        else
            Assert.Throws<InvalidOperationException>(() => marketEvent.BookSnapshot);
    }

    [Fact]
    public void Status_Held_TellsTheGap()
    {
        var status = FeedStatus.GapOf(Samples.Btc, Samples.Venue, Samples.Received, GapReason.VenueGap, MarketEventKind.Trade, 5, 9, 5);
        var held = new MarketEvent(status);
        Assert.Equal(status, held.Status);
        Assert.Equal("BTC-USD@venue gap in Trade 5..9 (VenueGap, 5 lost)", held.ToString());
        Assert.Equal((5L, 9L, 5L, MarketEventKind.Trade), (status.From, status.To, status.Missed, status.Lost));
    }

    [Fact]
    public void Status_OfAChange_NamesBothSources()
    {
        var status = FeedStatus.SourceChangedTo(Samples.Btc, Samples.Venue, ProviderId.Of("old"), Samples.Received);
        Assert.Equal("BTC-USD source old -> venue", status.ToString());
        Assert.Equal("BTC-USD@venue Stale", FeedStatus.Of(FeedStatusKind.Stale, Samples.Btc, Samples.Venue, Samples.Received).ToString());
    }

    [Fact]
    public void Default_HoldsNothing()
    {
        var nothing = default(MarketEvent);
        Assert.Equal(MarketEventKind.None, nothing.Kind);
        Assert.Equal("nothing", nothing.ToString());
        Assert.Throws<InvalidOperationException>(() => nothing.Trade);
    }

    [Fact]
    public void Status_Default_SaysNothing() => Assert.Equal(FeedStatusKind.None, default(FeedStatus).Kind);
}
