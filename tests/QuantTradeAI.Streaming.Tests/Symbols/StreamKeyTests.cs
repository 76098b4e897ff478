using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Tests.Symbols;

public class StreamKeyTests
{
    [Theory]
    [InlineData("BTC-USD", "BTC-USD", "")]
    [InlineData("BTC-USD@binance", "BTC-USD", "binance")]
    [InlineData("AAPL@alpaca.iex", "AAPL", "alpaca.iex")]
    public void Parse_WellFormed_TellsSymbolAndVenue(string text, string symbol, string venue)
    {
        var key = StreamKey.Parse(text);

        Assert.Equal(Symbol.Of(symbol), key.Symbol);
        Assert.Equal(venue, key.Provider.Name);
        Assert.Equal(venue.Length == 0, key.IsConsolidated);
        Assert.Equal(text, key.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("A@")]
    [InlineData("@binance")]
    [InlineData("A@b@c")]
    [InlineData("A B")]
    [InlineData("A@b c")]
    [InlineData(null)]
    public void TryParse_Malformed_IsFalse(string? text) => Assert.False(StreamKey.TryParse(text, out _));
}
