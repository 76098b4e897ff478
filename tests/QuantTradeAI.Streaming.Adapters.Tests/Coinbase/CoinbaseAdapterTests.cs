using System.Text;
using QuantTradeAI.Streaming.Adapters.Coinbase;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Tests.Coinbase;

public class CoinbaseAdapterTests
{
    private readonly CoinbaseAdapter _adapter = new();

    [Fact]
    public void Unsubscribe_WhereOnlyTradesAreOffered_TakesTheHeartbeatAlong()
    {
        var request = _adapter.BuildUnsubscribe([new(DataTypes.Trades, "BTC-USD")], 1, Harness.Settings() with { DataTypes = DataTypes.Trades });
        Assert.Equal(
            """{"type":"unsubscribe","channels":[{"name":"matches","product_ids":["BTC-USD"]},{"name":"heartbeat","product_ids":["BTC-USD"]}]}""",
            Encoding.UTF8.GetString(request.Payload.Span));
        Assert.Equal(0, request.Id);
    }

    [Fact]
    public void Endpoint_IsAsConfigured() =>
        Assert.Equal(new Uri("wss://venue.test"), _adapter.GetEndpoint(Harness.Settings(), []));

    [Fact]
    public void Symbols_AreCanonicalAlready()
    {
        Assert.Equal("BTC-USD", _adapter.ToNativeSymbol("BTC-USD"));
        Assert.Equal("BTC-USD", _adapter.ToCanonicalSymbol("BTC-USD"));
    }

    [Fact]
    public void Rules_StayBelowTheVenuesLimits()
    {
        var rules = _adapter.GetConnectionRules(Harness.Settings());
        Assert.True(rules.ControlMessageSpacing > TimeSpan.FromSeconds(1.0 / 8));
        Assert.Equal(TimeSpan.FromSeconds(15), rules.DataIdleTimeout);
        Assert.Equal(Timeout.InfiniteTimeSpan, rules.MaxConnectionAge);
    }

    [Fact]
    public void Config_WithAnOption_IsNamed() =>
        Assert.Equal(["Option 'x' is unknown; coinbase has no options."], _adapter.ValidateConfig(Harness.Settings(("x", "y"))));
}
