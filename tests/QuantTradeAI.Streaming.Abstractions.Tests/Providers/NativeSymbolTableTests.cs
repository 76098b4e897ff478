using System.Text;
using FsCheck.Xunit;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Providers;

public class NativeSymbolTableTests
{
    private readonly NativeSymbolTable _table = new();

    [Fact]
    public void Symbol_Set_IsFoundUntilRemoved()
    {
        _table.Set("BTCUSDT", Symbol.Of("BTC-USDT"));
        Assert.Equal("BTC-USDT", Find("BTCUSDT"));
        _table.Set("BTCUSDT", Symbol.Of("XBT-USDT"));
        Assert.Equal("XBT-USDT", Find("BTCUSDT"));
        Assert.Equal(1, _table.Count);
        _table.Remove("BTCUSDT");
        _table.Remove("BTCUSDT");
        Assert.Null(Find("BTCUSDT"));
        Assert.Equal(0, _table.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("btcusdt")]
    [InlineData("BTCUSD")]
    [InlineData("BTCUSDTT")]
    [InlineData("BTCUSDT\0")]
    public void Symbol_SpelledOtherwise_IsNotFound(string native)
    {
        _table.Set("BTCUSDT", Symbol.Of("BTC-USDT"));
        Assert.Null(Find(native));
    }

    [Property]
    public void Table_OfAnyChanges_AgreesWithADictionary(int[] changes)
    {
        var table = new NativeSymbolTable();
        var expected = new Dictionary<string, Symbol>();
        foreach (var change in changes)
        {
            var native = new string('N', Math.Abs(change % 17)) + (change % 61);
            if (change % 3 == 0)
            {
                table.Remove(native);
                expected.Remove(native);
            }
            else
            {
                table.Set(native, expected[native] = Symbol.Of($"S{change % 7}"));
            }
        }

        Assert.Equal(expected.Count, table.Count);
        foreach (var (native, symbol) in expected)
        {
            Assert.True(table.TryGet(Encoding.UTF8.GetBytes(native), out var found));
            Assert.Equal(symbol, found);
        }
    }

    [Fact]
    public async Task Symbol_ReadWhileOthersChange_IsAlwaysFound()
    {
        _table.Set("KEPT", Symbol.Of("KEPT"));
        var changing = Task.Run(() =>
        {
            for (var i = 0; i < 300; i++)
            {
                _table.Set($"OTHER{i}", Symbol.Of("OTHER"));
                _table.Remove($"OTHER{i / 2}");
            }
        });
        while (!changing.IsCompleted)
            Assert.Equal("KEPT", Find("KEPT"));
        await changing;
    }

    [Fact]
    public void Lookup_AllocatesNothing()
    {
        _table.Set("BTCUSDT", Symbol.Of("BTC-USDT"));
        _table.TryGet("BTCUSDT"u8, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            _table.TryGet("BTCUSDT"u8, out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private string? Find(string native) => _table.TryGet(Encoding.UTF8.GetBytes(native), out var symbol) ? symbol.Name : null;
}
