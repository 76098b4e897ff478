using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Symbols;
using QuantTradeAI.Streaming.Transport;

namespace QuantTradeAI.Streaming.Tests.Sessions;

/// <summary>A25: what was negotiated is kept.</summary>
public sealed class SubscriptionLimitsTests
{
    private const DataTypes Both = DataTypes.Trades | DataTypes.Quotes;

    [Fact]
    public void Subscription_AboveTheLimit_IsRefusedUntilThereIsRoom()
    {
        var session = Session(settings => settings with { MaxSubscriptions = 3 });
        session.Subscribe(["BTC-USD"], Both);
        session.Subscribe(["ETH-USD"], DataTypes.Trades);
        session.Subscribe(["ETH-USD"], DataTypes.Trades);

        var error = Assert.Throws<ProviderConfigurationException>(() => session.Subscribe(["ETH-USD"], DataTypes.Quotes));
        Assert.Equal(
            "coinbase: no room for Quotes of ETH-USD, 3 subscriptions are in use; max_subscriptions is 3. Raise it, or unsubscribe from something.",
            error.Message);

        session.Unsubscribe(["BTC-USD"], DataTypes.Quotes);
        session.Subscribe(["ETH-USD"], DataTypes.Quotes);
        Assert.Equal(3, session.GetHealthStatus().Wanted);
    }

    [Fact]
    public void DataType_ThatIsNotConfigured_IsRefused()
    {
        var session = Session(settings => settings with { DataTypes = DataTypes.Trades });
        var error = Assert.Throws<ProviderConfigurationException>(() => session.Subscribe(["BTC-USD"], DataTypes.Quotes));
        Assert.Equal("coinbase: Quotes of BTC-USD is not offered; configured is Trades.", error.Message);
        Assert.Equal(0, session.GetHealthStatus().Wanted);
    }

    [Theory]
    [InlineData("AAPL", "crypto", false)]
    [InlineData("AAPL", "crypto stocks", true)]
    [InlineData("BTC-USD", "crypto", true)]
    [InlineData("AAPL", "", true)]
    public void Symbol_OfAnAssetTypeThatIsNotConfigured_IsRefused(string symbol, string assetTypes, bool isTaken)
    {
        var session = Session(settings => settings with { AssetTypes = [.. assetTypes.Split(' ', StringSplitOptions.RemoveEmptyEntries)] });
        var error = Record.Exception(() => session.Subscribe([symbol], DataTypes.Trades));
        Assert.Equal(isTaken ? null : $"coinbase: {symbol} is of asset type stocks; configured is {assetTypes}.", error?.Message);
    }

    [Fact]
    public void Adapter_ThatThrowsOverAnAssetType_IsNamed()
    {
        var session = Session(settings => settings with { AssetTypes = ["crypto"] }, new SpoiltAdapter("GetAssetType"));
        var error = Assert.Throws<ProviderConfigurationException>(() => session.Subscribe(["AAPL"], DataTypes.Trades));
        Assert.Contains("a bug in GetAssetType", error.Message, StringComparison.Ordinal);
    }

    private static ProviderSession Session(Func<ProviderSettings, ProviderSettings> limits, StreamingProviderAdapter? adapter = null)
    {
        var clock = new FakeTimeProvider();
        return new ProviderSession(
            adapter ?? new SpoiltAdapter(),
            limits(new ProviderSettings { Endpoint = new Uri("ws://127.0.0.1:9/"), DataTypes = Both }),
            new SymbolHub(clock, 1),
            new SessionServices(clock, () => 0.5, new WebSocketConnector(clock), new ConnectLimiter(clock), NullLogger.Instance));
    }
}
