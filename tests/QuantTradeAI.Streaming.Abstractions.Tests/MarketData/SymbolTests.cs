using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Tests.MarketData;

public class SymbolTests
{
    [Theory]
    [InlineData("BTC-USD")]
    [InlineData("AAPL")]
    [InlineData("BRK.B")]
    [InlineData("币安人生-USDT")]
    public void Symbol_OfTheSameName_IsTheSame(string name)
    {
        Assert.Equal(Symbol.Of(name), Symbol.Of(new string(name)));
        Assert.Equal(name, Symbol.Of(name).Name);
        Assert.Equal(name, $"{Symbol.Of(name)}");
        Assert.NotEqual(Symbol.Of(name), Symbol.Of(name + "X"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("BTC USD")]
    [InlineData("BTC\tUSD")]
    [InlineData("BTC\0")]
    [InlineData("BTC-USD@binance")]
    [InlineData("\u007f")]
    public void Symbol_OfAWrongName_IsRefused(string name) => Assert.Throws<FormatException>(() => Symbol.Of(name));

    [Fact]
    public void Symbol_OfTheLongestName_IsTheLast()
    {
        Assert.Equal(Symbol.MaxLength, Symbol.Of(new string('A', Symbol.MaxLength)).Name.Length);
        Assert.Throws<FormatException>(() => Symbol.Of(new string('A', Symbol.MaxLength + 1)));
    }

    [Fact]
    public void Default_HasNoNameAndNumberZero()
    {
        Assert.Equal("", default(Symbol).Name);
        Assert.Equal(0, default(Symbol).Id);
        Assert.Equal("", default(ProviderId).Name);
    }

    [Fact]
    public void Names_InternedFromManyThreads_KeepOneNumberEach()
    {
        const int Names = 2_000;
        var ids = new int[Environment.ProcessorCount + 1][];
        Parallel.For(0, ids.Length, worker =>
            ids[worker] = [.. Enumerable.Range(0, Names).Select(i => Symbol.Of($"PARALLEL-{(worker % 2 == 0 ? i : Names - 1 - i)}"))
                .OrderBy(symbol => symbol.Name, StringComparer.Ordinal).Select(symbol => symbol.Id)]);
        Assert.All(ids, own => Assert.Equal(ids[0], own));
        Assert.Equal(Names, ids[0].Distinct().Count());
    }

    [Theory]
    [InlineData("binance")]
    [InlineData("my_feed-2.0")]
    public void Provider_OfTheSameName_IsTheSame(string name)
    {
        Assert.Equal(ProviderId.Of(name), ProviderId.Of(name));
        Assert.Equal(name, $"{ProviderId.Of(name)}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a@b")]
    [InlineData("é")]
    public void Provider_OfAWrongName_IsRefused(string name) => Assert.Throws<FormatException>(() => ProviderId.Of(name));
}
