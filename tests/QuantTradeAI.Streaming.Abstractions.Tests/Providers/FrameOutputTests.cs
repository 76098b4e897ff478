using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Tests.MarketData;

namespace QuantTradeAI.Streaming.Tests.Providers;

public class FrameOutputTests
{
    private readonly FrameOutput _output = new();

    [Fact]
    public void Events_Added_KeepTheirOrderPastTheFirstMemory()
    {
        for (var id = 0; id < 1_000; id++)
            _output.Add(Samples.Trade(id));
        Assert.Equal(Enumerable.Range(0, 1_000).Select(id => (long)id), _output.Events.ToArray().Select(held => held.Trade.TradeId));
    }

    [Fact]
    public void Events_OfEveryKind_AreHeldApart()
    {
        _output.Add(new EventHeader { Flags = EventFlags.Snapshot }, new BookLevels([], []));
        _output.Clear();
        _output.Add(Samples.Trade());
        _output.Add(Samples.Quote());
        _output.Add(new EventHeader(), new BookLevels([], []));
        Assert.Equal([MarketEventKind.Trade, MarketEventKind.Quote, MarketEventKind.Book], _output.Events.ToArray().Select(held => held.Kind));
        Assert.Equal(Samples.Trade(), _output.Events[0].Trade);
        Assert.Equal(Samples.Quote(), _output.Events[1].Quote);
        Assert.False(_output.Events[2].IsSnapshot);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 2)]
    public void Rewind_ToACount_ForgetsWhatCameAfter(int count, int left)
    {
        _output.Add(Samples.Trade(1));
        _output.Add(Samples.Trade(2));
        _output.Rewind(count);
        Assert.Equal(left, _output.Events.Length);
    }

    [Fact]
    public void Reject_OfASymbolsEvent_PutsAGapInItsPlace()
    {
        _output.Add(Samples.Trade(1));
        _output.Reject("bad_price", Samples.Btc, Samples.Trade().Provider, MarketEventKind.Trade, new UnixNanos(7));
        _output.Add(Samples.Trade(2));
        Assert.Equal(["bad_price"], _output.Rejected);
        var gap = _output.Events[1].Status;
        Assert.Equal((FeedStatusKind.Gap, GapReason.Unreadable, MarketEventKind.Trade, 1), (gap.Kind, gap.Reason, gap.Lost, gap.Missed));
        Assert.Equal(Samples.Btc, gap.Symbol);
    }

    [Fact]
    public void Rewind_ToAMark_ForgetsAllThatCameAfter()
    {
        Fill();
        var mark = _output.Mark();
        Fill();
        Assert.Equal((2, 2, 2, 2, 2), Counts());
        _output.Rewind(mark);
        Assert.Equal((1, 1, 1, 1, 1), Counts());
        _output.Rewind(default(FrameMark));
        Assert.Equal((0, 0, 0, 0, 0), Counts());
        _output.Rewind(mark);
        Assert.Equal((0, 0, 0, 0, 0), Counts());
    }

    [Fact]
    public void Clear_ForgetsEverything()
    {
        _output.Add(Samples.Trade());
        _output.Ignore("kline");
        _output.Ignore("kline");
        _output.Reject("bad_price");
        _output.Add(new Heartbeat(Samples.Btc));
        _output.Signal(new ControlSignal.ServerClosing());
        Assert.Equal((1, 2, 1, 1, 1), Counts());
        _output.Clear();
        Assert.Equal((0, 0, 0, 0, 0), Counts());
    }

    private void Fill()
    {
        _output.Add(Samples.Trade());
        _output.Ignore("kline");
        _output.Reject("bad_price");
        _output.Add(new Heartbeat(Samples.Btc));
        _output.Signal(new ControlSignal.ServerClosing());
    }

    private (int Events, int Ignored, int Rejected, int Alive, int Signals) Counts() =>
        (_output.Events.Length, _output.Ignored.Count, _output.Rejected.Count, _output.Heartbeats.Count, _output.Signals.Count);
}
