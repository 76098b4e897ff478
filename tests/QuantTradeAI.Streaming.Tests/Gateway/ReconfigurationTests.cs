using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Providers;
using static QuantTradeAI.Streaming.Tests.Gateway.QuietGateway;

namespace QuantTradeAI.Streaming.Tests.Gateway;

/// <summary>Who is asked for what after another configuration, before anything is started.</summary>
public sealed class ReconfigurationTests
{
    [Fact]
    public async Task Symbol_ReplacedAtTheLimit_MakesItsOwnRoom()
    {
        var one = Config(("binance", DataTypes.Trades, ["BTC-USDT"])).Limit(1);
        var other = Config(("binance", DataTypes.Trades, ["ETH-USDT"])).Limit(1);
        await using var gateway = new StreamingGateway(one);

        await gateway.ApplyAsync(other);

        Assert.Equal("1", Wanted(gateway));
        Assert.Throws<ProviderConfigurationException>(() => Subscribe(gateway, "BTC-USDT", DataTypes.Trades));
    }

    [Fact]
    public async Task Limit_BelowWhatSubscribersHave_IsRefusedAndChangesNothing()
    {
        var config = Config(("binance", Both, ["BTC-USDT"]), ("coinbase", Both, ["BTC-USD"]));
        await using var gateway = new StreamingGateway(config);
        using var more = Subscribe(gateway, "ETH-USDT@binance", Both);
        var lower = config with { Providers = [config.Providers[0].Limit(2), config.Providers[1] with { Symbols = [] }] };

        var error = await Assert.ThrowsAsync<ProviderConfigurationException>(() => gateway.ApplyAsync(lower));

        Assert.StartsWith(
            "binance: its symbols, with what subscribers have, take 4 subscriptions; max_subscriptions is 2.", error.Message, StringComparison.Ordinal);
        Assert.Equal("4 2", Wanted(gateway));
        Assert.Same(config, gateway.Configuration);
        Assert.Equal(error.Message, Assert.Single(gateway.GetStatus().Configuration.Problems));

        more.Dispose();
        await gateway.ApplyAsync(lower);
        Assert.Equal("2 0", Wanted(gateway));
    }

    [Fact] // Counts that a refused configuration had raised made the next one take away what a subscriber has.
    public async Task Configuration_ThatIsRefused_LeavesTheCountsAlone()
    {
        var config = Config(("binance", DataTypes.Trades, ["AAA-USDT"])).Limit(2);
        await using var gateway = new StreamingGateway(config);
        var other = Subscribe(gateway, "BBB-USDT@binance", DataTypes.Trades);
        await Assert.ThrowsAsync<ProviderConfigurationException>(
            () => gateway.ApplyAsync(Config(("binance", DataTypes.Trades, ["AAA-USDT", "CCC-USDT"])).Limit(2)));
        other.Dispose();
        using var mine = Subscribe(gateway, "CCC-USDT@binance", DataTypes.Trades);

        await gateway.ApplyAsync(config with { BufferSize = 100 });

        Assert.Equal("2", Wanted(gateway));
    }

    [Fact]
    public async Task Subscription_WhoseProviderIsGone_EndsWithoutHarmToTheNextOnes()
    {
        await using var gateway = Make(("coinbase", Both, []), ("binance", Both, []));
        var first = Subscribe(gateway, "BTC-USD", DataTypes.Trades);
        Assert.Equal("1 0", Wanted(gateway));
        await gateway.ApplyAsync(Config(("binance", Both, [])));
        Assert.Equal("0", Wanted(gateway));

        var second = Subscribe(gateway, "BTC-USD", DataTypes.Trades);
        first.Dispose();

        Assert.Equal("1", Wanted(gateway));
        second.Dispose();
        Assert.Equal("0", Wanted(gateway));
    }

    [Theory]
    [InlineData(DataTypes.Trades, "coinbase")]
    [InlineData(Both, "binance")]
    public async Task Provider_PlacedBefore_TakesOverWhereItOffersAllThatIsWanted(DataTypes offers, string source)
    {
        await using var gateway = Make(("coinbase", Both, ["BTC-USD"]));
        using var both = Subscribe(gateway, "BTC-USD", Both);

        await gateway.ApplyAsync(Config(("binance", offers, ["BTC-USD"]), ("coinbase", Both, ["BTC-USD"])));

        Assert.Equal(source, gateway.GetStatus().Streams.Single(one => one.Stream.ToString() == "BTC-USD").Source.Name);
    }
}
