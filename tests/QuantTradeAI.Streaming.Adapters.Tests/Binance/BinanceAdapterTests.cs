using System.Text;
using QuantTradeAI.Streaming.Adapters.Binance;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Tests.Binance;

public class BinanceAdapterTests
{
    private readonly BinanceAdapter _adapter = new();

    [Theory]
    [InlineData("wss://stream.binance.com:9443", null, "wss://stream.binance.com:9443/stream")]
    [InlineData("wss://stream.binance.com:9443/", null, "wss://stream.binance.com:9443/stream")]
    [InlineData("ws://127.0.0.1:5001/binance/stream", null, "ws://127.0.0.1:5001/binance/stream")]
    [InlineData("ws://127.0.0.1:5001/ws", null, "ws://127.0.0.1:5001/ws")]
    [InlineData("wss://stream.binance.com:9443", "microsecond", "wss://stream.binance.com:9443/stream?timeUnit=MICROSECOND")]
    [InlineData("wss://stream.binance.com:9443", "millisecond", "wss://stream.binance.com:9443/stream")]
    [InlineData("ws://127.0.0.1:5001/stream?fault=mute", "microsecond", "ws://127.0.0.1:5001/stream?fault=mute&timeUnit=MICROSECOND")]
    public void Endpoint_OfABase_IsTheCombinedStream(string configured, string? unit, string expected)
    {
        var settings = (unit is null ? Harness.Settings() : Harness.Settings(("time_unit", unit))) with { Endpoint = new Uri(configured) };
        Assert.Equal(new Uri(expected), _adapter.GetEndpoint(settings, []));
    }

    [Theory]
    [InlineData("BTC-USDT", "BTCUSDT")]
    [InlineData("btc-usdt", "BTCUSDT")]
    [InlineData("BTCUSDT", "BTCUSDT")]
    [InlineData("ığ币-USDT", "ığ币USDT")]
    public void NativeSymbol_OfACanonicalOne_IsUpperCaseWithoutDash(string canonical, string native) =>
        Assert.Equal(native, _adapter.ToNativeSymbol(canonical));

    [Theory]
    [InlineData("BTCUSDT", "BTC-USDT")]
    [InlineData("BTCFDUSD", "BTC-FDUSD")]
    [InlineData("ETHBTC", "ETH-BTC")]
    [InlineData("USDT", "USDT")]
    [InlineData("BTC", "BTC")]
    [InlineData("BTCXYZ", "BTCXYZ")]
    [InlineData("", "")]
    public void CanonicalSymbol_OfANativeOne_HasADashBeforeAKnownQuoteAsset(string native, string canonical) =>
        Assert.Equal(canonical, _adapter.ToCanonicalSymbol(native));

    [Fact]
    public void Subscribe_BeyondAscii_LowersAsciiOnly()
    {
        var request = _adapter.BuildSubscribe([new(DataTypes.Trades, "IİÄBTC"), new(DataTypes.Quotes, "A\"B")], 7, Harness.Settings());
        Assert.Equal(
            """{"method":"SUBSCRIBE","params":["iİÄbtc@trade","a\"b@bookTicker"],"id":7}""",
            Encoding.UTF8.GetString(request.Payload.Span));
        Assert.Equal(7, request.Id);
    }

    [Fact]
    public void Subscribe_ToABook_SaysThatThereIsNone() =>
        Assert.Throws<ProviderConfigurationException>(() => _adapter.BuildSubscribe([new(DataTypes.OrderBook, "BTCUSDT")], 1, Harness.Settings()));

    [Fact]
    public void Rules_AreTheVenues()
    {
        var rules = _adapter.GetConnectionRules(Harness.Settings());
        Assert.Equal(1024, rules.MaxSubscriptionsPerConnection);
        Assert.Equal(TimeSpan.FromMilliseconds(300), rules.ControlMessageSpacing);
        Assert.Equal((300, TimeSpan.FromMinutes(5)), (rules.MaxConnectsPerWindow, rules.ConnectWindow));
        Assert.Equal(TimeSpan.FromHours(24), rules.MaxConnectionAge);
        Assert.Equal(TimeSpan.FromSeconds(20), rules.PingInterval);
        Assert.Equal(TimeSpan.FromMinutes(1), rules.DataIdleTimeout);
        Assert.Equal(TimeSpan.FromMinutes(5), _adapter.GetConnectionRules(Harness.Settings() with { DataTypes = DataTypes.Trades }).DataIdleTimeout);
    }

    [Theory]
    [InlineData("trade_stream", "aggtrades", "Option 'trade_stream' is 'aggtrades'; expected 'trade' or 'aggTrade'.")]
    [InlineData("time_unit", "ns", "Option 'time_unit' is 'ns'; expected 'millisecond' or 'microsecond'.")]
    [InlineData("timeunit", "ns", "Option 'timeunit' is unknown; expected 'trade_stream' or 'time_unit'.")]
    public void Config_WithAWrongOption_IsNamed(string name, string value, string problem) =>
        Assert.Equal([problem], _adapter.ValidateConfig(Harness.Settings((name, value))));

    [Fact]
    public void Config_WithTheUnitInTheEndpoint_IsRefused() =>
        Assert.Single(_adapter.ValidateConfig(Harness.Settings() with { Endpoint = new Uri("wss://venue.test/stream?timeUnit=microsecond") }));

    [Fact]
    public void Capabilities_OfferTradesAndQuotes()
    {
        var capabilities = _adapter.GetCapabilities();
        Assert.Equal(DataTypes.Trades | DataTypes.Quotes, capabilities.DataTypes);
        Assert.False(capabilities.SupportsOrderBook || capabilities.RequiresAuthentication);
        Assert.Equal(TradeIdRule.Consecutive, _adapter.TradeIds);
    }
}
