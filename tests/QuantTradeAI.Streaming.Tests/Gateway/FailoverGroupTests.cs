using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Providers;
using static QuantTradeAI.Streaming.Tests.Gateway.QuietGateway;

namespace QuantTradeAI.Streaming.Tests.Gateway;

/// <summary>Who is asked for what of a grouped symbol, before anything is started.</summary>
public sealed class FailoverGroupTests
{
    [Theory]
    [InlineData(true, "2 2")]
    [InlineData(false, "2 0")]
    public async Task Group_KeepsItsStandbysSubscribedWhereTheyAreHot(bool isHot, string wanted)
    {
        await using var gateway = new StreamingGateway(Grouped(isHot, Both, Both));
        Assert.Equal(wanted, Wanted(gateway));
        Subscribe(gateway, "BTC-USD", Both).Dispose();
        Assert.Equal(wanted, Wanted(gateway));

        var group = Assert.Single(gateway.GetStatus().Groups);
        Assert.Equal(("group", isHot), (group.Name, group.IsHot));
        Assert.Equal(("binance", false), (Assert.Single(group.Symbols).Active, group.IsPanic));
    }

    [Fact]
    public async Task Kind_ThatTheFirstOffers_IsAcceptedAndComesBackToIt()
    {
        await using var gateway = new StreamingGateway(Grouped(true, Both, DataTypes.Trades));
        using var both = Subscribe(gateway, "BTC-USD", Both);
        Assert.Equal(["binance", "coinbase"], Sources(gateway));
    }

    [Fact]
    public async Task Kind_ThatTheFirstLacks_IsRefusedWithWhoHasIt()
    {
        await using var gateway = new StreamingGateway(Grouped(true, DataTypes.Trades, Both));
        var error = Assert.Throws<ProviderConfigurationException>(() => Subscribe(gateway, "BTC-USD", DataTypes.Quotes));
        Assert.Contains("its source is binance, which does not offer Quotes; subscribe to BTC-USD@coinbase", error.Message, StringComparison.Ordinal);
        Assert.Equal("1 2", Wanted(gateway));
    }

    [Fact]
    public async Task Provider_PlacedBefore_ComesAfterThoseWhoHaveAllThatIsWanted()
    {
        await using var gateway = new StreamingGateway(Grouped(true, Both, Both));
        var both = Subscribe(gateway, "BTC-USD", Both);

        await gateway.ApplyAsync(Grouped(true, DataTypes.Trades, Both));
        Assert.Equal(["coinbase", "binance"], Sources(gateway));

        both.Dispose();
        Assert.Equal(["binance", "coinbase"], Sources(gateway));
    }

    private static string[] Sources(StreamingGateway gateway) =>
        [.. gateway.GetStatus().Groups.Single().Symbols.Single().Candidates.Select(one => one.Provider)];

    private static StreamingConfig Grouped(bool isHot, DataTypes first, DataTypes second) => Config(("binance", first, []), ("coinbase", second, [])) with
    {
        Failover = [new FailoverGroupConfig { Name = "group", Symbols = ["BTC-USD"], Providers = ["binance", "coinbase"], IsHot = isHot }],
    };
}
