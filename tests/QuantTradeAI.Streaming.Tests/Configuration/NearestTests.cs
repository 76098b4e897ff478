using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Streaming.Tests.Configuration;

public sealed class NearestTests
{
    private static readonly string[] Names = ["binance", "coinbase", "trades", "quotes", "order_book", "api"];

    [Theory]
    [InlineData("binanse", "binance")]
    [InlineData("BINANCE", "binance")]
    [InlineData("bniance", "binance")]
    [InlineData("coinbas", "coinbase")]
    [InlineData("orderbook", "order_book")]
    [InlineData("trade", "trades")]
    [InlineData("aip", "api")]
    [InlineData("kraken", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void To_OfAText_IsTheNameThatWasMeant(string text, string? expected) => Assert.Equal(expected, Nearest.To(text, Names));

    [Fact]
    public void To_OfSomethingLong_DoesNotLook() => Assert.Null(Nearest.To(new string('x', 1_000_000), [new string('x', 1_000_000)]));
}
