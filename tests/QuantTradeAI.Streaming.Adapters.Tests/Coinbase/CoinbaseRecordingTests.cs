using System.Globalization;
using System.Text.Json;
using QuantTradeAI.Streaming.Adapters.Coinbase;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Tests.Coinbase;

public class CoinbaseRecordingTests
{
    private static readonly string[] Products =
        ["SKL-USD", "SKL-BTC", "BAND-GBP", "NMR-EUR", "BAND-BTC", "YFI-BTC", "DASH-BTC", "NU-GBP", "CRV-EUR", "SKL-GBP"];

    [RecordingFact(RecordingFiles.Coinbase)]
    public void Recording_Decoded_YieldsEveryTradeAndQuoteDigitByDigit()
    {
        var harness = new Harness(new CoinbaseAdapter(), Harness.Settings(), Products);
        var (live, lastKnown, quotes) = (0, 0, 0);
        var ignored = new List<string>();
        var signals = new List<ControlSignal>();
        foreach (var frame in Recording.Frames(RecordingFiles.Coinbase))
        {
            var output = harness.Decode(frame);
            Assert.Empty(output.Rejected);
            Assert.Equal(1, output.Events.Length + output.Ignored.Count + output.Signals.Count);
            ignored.AddRange(output.Ignored);
            signals.AddRange(output.Signals);
            foreach (var marketEvent in output.Events)
            {
                using var json = JsonDocument.Parse(frame);
                Assert.Equal(json.RootElement.GetProperty("product_id").GetString(), marketEvent.Symbol.Name);
                Assert.Equal(NanosOf(json.RootElement), marketEvent.Header.ExchangeTime.Value);
                if (marketEvent.Kind == MarketEventKind.Quote)
                {
                    quotes++;
                    AssertQuote(json.RootElement, marketEvent.Quote);
                    continue;
                }

                AssertTrade(json.RootElement, marketEvent.Trade);
                live += marketEvent.IsLastKnown ? 0 : 1;
                lastKnown += marketEvent.IsLastKnown ? 1 : 0;
            }
        }

        Assert.Equal((97, 10, 107), (live, lastKnown, quotes));
        Assert.Equal(9_719, ignored.Count(kind => kind == "l2update"));
        Assert.Equal(10, ignored.Count(kind => kind == "snapshot"));
        Assert.Equal(9_729, ignored.Count);
        Assert.Equal([0, 10, 20], signals.Select(signal => Assert.IsType<ControlSignal.ActiveSubscriptions>(signal).Active.Length));
    }

    [RecordingFact(RecordingFiles.Coinbase)]
    public void TradeIds_OfTheRecording_AreConsecutive()
    {
        var harness = new Harness(new CoinbaseAdapter(), Harness.Settings(), Products);
        var last = new Dictionary<Symbol, long>();
        foreach (var frame in Recording.Frames(RecordingFiles.Coinbase))
        {
            foreach (var marketEvent in harness.Decode(frame).Events)
            {
                if (marketEvent.Kind != MarketEventKind.Trade)
                    continue;
                var trade = marketEvent.Trade;
                Assert.True(trade.IsLastKnown || trade.TradeId == last[trade.Symbol] + 1);
                last[trade.Symbol] = trade.TradeId;
            }
        }

        Assert.Equal(TradeIdRule.Consecutive, new CoinbaseAdapter().TradeIds);
    }

    private static long NanosOf(JsonElement frame)
    {
        var time = frame.GetProperty("time").GetString()!;
        return UnixNanos.From(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)).Value;
    }

    private static void AssertTrade(JsonElement frame, Trade trade)
    {
        Assert.Equal(frame.GetProperty("trade_id").GetInt64(), trade.TradeId);
        Assert.Equal(frame.GetProperty("price").GetString(), trade.ExactPrice.ToString());
        Assert.Equal(frame.GetProperty("size").GetString(), trade.ExactSize.ToString());
        Assert.Equal(frame.GetProperty("side").GetString() == "buy" ? AggressorSide.Sell : AggressorSide.Buy, trade.Aggressor);
        Assert.Equal(frame.GetProperty("type").GetString() == "last_match", trade.IsLastKnown);
    }

    private static void AssertQuote(JsonElement frame, Quote quote)
    {
        Assert.Equal(frame.GetProperty("sequence").GetInt64(), quote.UpdateId);
        Assert.Equal(frame.GetProperty("best_bid").GetString(), quote.ExactBidPrice.ToString());
        Assert.Equal(frame.GetProperty("best_ask").GetString(), quote.ExactAskPrice.ToString());
        Assert.Null(quote.ExactBidSize);
        Assert.Null(quote.ExactAskSize);
    }
}
