using System.Globalization;
using System.Text.Json;
using QuantTradeAI.Streaming.Adapters.Binance;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Adapters.Tests.Binance;

public class BinanceRecordingTests
{
    [RecordingFact(RecordingFiles.Binance)]
    public void Recording_Decoded_YieldsEveryTradeAndQuoteDigitByDigit()
    {
        var harness = new Harness(new BinanceAdapter(), Harness.Settings(("trade_stream", "aggTrade")), "NKNUSDT", "BLZETH", "LRCBTC", "RUNEEUR");
        var (trades, quotes) = (0, 0);
        var ignored = new List<string>();
        foreach (var frame in Recording.Frames(RecordingFiles.Binance))
        {
            var output = harness.Decode(frame);
            Assert.Empty(output.Rejected);
            Assert.Empty(output.Signals);
            ignored.AddRange(output.Ignored);
            using var json = JsonDocument.Parse(frame);
            var data = json.RootElement.GetProperty("data");
            foreach (var marketEvent in output.Events)
            {
                Assert.Equal(Harness.Received, marketEvent.Header.ReceiveTime);
                Assert.Equal("binance", marketEvent.Header.Provider.Name);
                Assert.Equal(data.GetProperty("s").GetString(), marketEvent.Symbol.Name.Replace("-", ""));
                if (marketEvent.Kind == MarketEventKind.Trade)
                {
                    trades++;
                    AssertTrade(data, marketEvent.Trade);
                }
                else
                {
                    quotes++;
                    AssertQuote(data, marketEvent.Quote);
                }
            }

            Assert.Equal(1, output.Events.Length + output.Ignored.Count);
        }

        Assert.Equal((2, 84), (trades, quotes));
        Assert.Equal(177, ignored.Count(kind => kind == "depthUpdate"));
        Assert.Equal(2, ignored.Count(kind => kind == "kline"));
        Assert.Equal(179, ignored.Count);
    }

    private static void AssertTrade(JsonElement data, Trade trade)
    {
        Assert.Equal(data.GetProperty("a").GetInt64(), trade.TradeId);
        Assert.Equal(data.GetProperty("p").GetString(), trade.ExactPrice.ToString());
        Assert.Equal(data.GetProperty("q").GetString(), trade.ExactSize.ToString());
        Assert.Equal(decimal.Parse(data.GetProperty("p").GetString()!, CultureInfo.InvariantCulture), trade.Price);
        Assert.Equal(data.GetProperty("T").GetInt64() * UnixNanos.PerMillisecond, trade.ExchangeTime.Value);
        Assert.Equal(data.GetProperty("m").GetBoolean() ? AggressorSide.Sell : AggressorSide.Buy, trade.Aggressor);
        Assert.False(trade.IsLastKnown);
    }

    private static void AssertQuote(JsonElement data, Quote quote)
    {
        Assert.Equal(data.GetProperty("u").GetInt64(), quote.UpdateId);
        Assert.Equal(data.GetProperty("b").GetString(), quote.ExactBidPrice.ToString());
        Assert.Equal(data.GetProperty("B").GetString(), quote.ExactBidSize.ToString());
        Assert.Equal(data.GetProperty("a").GetString(), quote.ExactAskPrice.ToString());
        Assert.Equal(data.GetProperty("A").GetString(), quote.ExactAskSize.ToString());
        Assert.True(quote.ExchangeTime.IsAbsent);
    }
}
