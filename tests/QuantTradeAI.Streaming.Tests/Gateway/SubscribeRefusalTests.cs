using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Tests.Symbols;
using static QuantTradeAI.Streaming.Tests.Gateway.QuietGateway;

namespace QuantTradeAI.Streaming.Tests.Gateway;

// A63
public sealed class SubscribeRefusalTests
{
    [Fact]
    public async Task Subscribe_ThatIsRefused_IsCountedByCause()
    {
        await using var gateway = Make(("coinbase", DataTypes.Trades, ["BTC-USD"]));
        using var good = Subscribe(gateway, "BTC-USD", DataTypes.Trades);
        Assert.Equal("ended 0, failed 0, invalid 0, not_served 0", Refusals());

        Assert.Throws<ArgumentException>(() => gateway.Subscribe(HubRig.Request("BTC-USD", DataTypes.Trades) with { Capacity = -1 }));
        Assert.Throws<ArgumentNullException>(() => gateway.Subscribe(null!));
        Assert.Throws<ProviderConfigurationException>(() => Subscribe(gateway, "BTC-USD", DataTypes.Quotes));
        Assert.Throws<ProviderConfigurationException>(() => Subscribe(gateway, "BTC-USD@nobody", DataTypes.Trades));
        Assert.Equal("ended 0, failed 0, invalid 2, not_served 2", Refusals());

        await gateway.StopAsync();
        Assert.Throws<InvalidOperationException>(() => Subscribe(gateway, "BTC-USD", DataTypes.Trades));
        Assert.Equal("ended 1, failed 0, invalid 2, not_served 2", Refusals());

        string Refusals() => string.Join(", ", gateway.GetStatus().SubscribeRefusals.Select(cause => $"{cause.Key} {cause.Value}"));
    }
}
