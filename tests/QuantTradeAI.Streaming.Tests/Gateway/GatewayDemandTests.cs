using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Tests.Subscribers;
using static QuantTradeAI.Streaming.Tests.Gateway.QuietGateway;

namespace QuantTradeAI.Streaming.Tests.Gateway;

/// <summary>Who is asked for what, before anything is started.</summary>
public sealed class GatewayDemandTests
{
    [Fact] // A3, A9
    public async Task Demand_IsCountedPerProviderAndKind()
    {
        await using var gateway = Make(("binance", Both, []), ("coinbase", Both, []));
        var first = Subscribe(gateway, "BTC-USD", DataTypes.Trades);
        var second = Subscribe(gateway, "BTC-USD", Both);
        Assert.Equal("2 0", Wanted(gateway));
        var venue = Subscribe(gateway, "BTC-USD@coinbase", DataTypes.Trades);
        Assert.Equal("2 1", Wanted(gateway));

        second.Dispose();
        Assert.Equal("1 1", Wanted(gateway));
        second.Dispose();
        first.Dispose();
        Assert.Equal("0 1", Wanted(gateway));
        venue.Dispose();
        Assert.Equal("0 0", Wanted(gateway));
    }

    [Fact]
    public async Task Symbol_ListedAtTwoProviders_IsWantedAtBothWhateverSubscribersDo()
    {
        await using var gateway = Make(("binance", Both, ["BTC-USD"]), ("coinbase", Both, ["BTC-USD", "BTC-USD"]));
        Assert.Equal("2 2", Wanted(gateway));
        Subscribe(gateway, "BTC-USD", Both).Dispose();
        Subscribe(gateway, "BTC-USD@coinbase", Both).Dispose();
        Assert.Equal("2 2", Wanted(gateway));
        Assert.Equal("binance", gateway.GetStatus().Streams.Single(one => one.Stream.ToString() == "BTC-USD").Source.Name);
    }

    [Fact]
    public async Task Symbol_ListedAtTheSecondOnly_IsSubscribedThere()
    {
        await using var gateway = Make(("binance", Both, []), ("coinbase", Both, ["BTC-USD"]));
        using var subscription = Subscribe(gateway, "BTC-USD", Both);
        Assert.Equal("0 2", Wanted(gateway));
    }

    [Fact]
    public async Task Kind_ThatTheSourceDoesNotOffer_IsRefusedInsteadOfSilence()
    {
        await using var gateway = Make(("binance", DataTypes.Trades, []), ("coinbase", Both, []));
        using var trades = Subscribe(gateway, "BTC-USD", DataTypes.Trades);
        var error = Assert.Throws<ProviderConfigurationException>(() => Subscribe(gateway, "BTC-USD", DataTypes.Quotes));
        Assert.Contains("BTC-USD@coinbase", error.Message, StringComparison.Ordinal);
        Assert.Equal("1 0", Wanted(gateway));
        using var quotes = Subscribe(gateway, "BTC-USD@coinbase", DataTypes.Quotes);
        Assert.Equal("1 1", Wanted(gateway));
    }

    [Theory]
    [InlineData("BTC-USD@kraken", DataTypes.Trades, "no provider 'kraken' is configured; expected one of binance, coinbase")]
    [InlineData("BTC-USD", DataTypes.OrderBook, "no configured provider offers OrderBook")]
    public async Task Stream_ThatNobodyServes_IsRefusedByName(string stream, DataTypes dataTypes, string message)
    {
        await using var gateway = Make(("binance", Both, []), ("coinbase", Both, []));
        var error = Assert.Throws<ProviderConfigurationException>(() => Subscribe(gateway, stream, dataTypes));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Empty(gateway.GetStatus().Subscriptions);
    }

    [Fact]
    public void Provider_ConfiguredTwice_IsRefused()
    {
        var error = Assert.Throws<ProviderConfigurationException>(() => Make(("binance", Both, []), ("binance", Both, [])));
        Assert.Contains("'binance' is configured twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Condition_ThatThrows_IsItsOwnersError()
    {
        await using var gateway = Make(("binance", Both, []));
        await Assert.ThrowsAsync<NotSupportedException>(() => gateway.WhenAsync(_ => throw new NotSupportedException()).Within("the failure"));
    }

    [Fact]
    public async Task Start_AfterStop_IsRefused()
    {
        await using var gateway = Make(("binance", Both, []));
        await gateway.StopAsync().Within("the stop");
        await Assert.ThrowsAsync<InvalidOperationException>(() => gateway.StartAsync());
    }

    [Fact]
    public async Task WhenLive_AskedBeforeTheStart_EndsAtTheStartWhereNothingIsWanted()
    {
        await using var gateway = Make(("binance", Both, []));
        var live = gateway.WhenLiveAsync();
        Assert.False(live.IsCompleted);
        await gateway.StartAsync();
        await live.Within("the answer");
    }

    [Fact]
    public void BuiltInAdapters_AreFreshAndInOrder()
    {
        var adapters = BuiltInAdapterSource.Load();
        Assert.Equal(adapters.Select(adapter => adapter.ProviderName).Order(StringComparer.Ordinal), adapters.Select(adapter => adapter.ProviderName));
        Assert.Contains(adapters, adapter => adapter.ProviderName == "binance");
        Assert.NotSame(adapters[0], BuiltInAdapterSource.Load()[0]);
    }
}
