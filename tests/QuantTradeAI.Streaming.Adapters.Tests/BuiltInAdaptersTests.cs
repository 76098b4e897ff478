using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Tests;

public class BuiltInAdaptersTests
{
    [Fact]
    public void All_AskedTwice_AreFreshAndNamed()
    {
        Assert.Equal(["alpaca", "binance", "coinbase"], BuiltInAdapters.All.Select(adapter => adapter.ProviderName));
        Assert.All(BuiltInAdapters.All, adapter => Assert.Equal("1.0.0", adapter.ProviderVersion));
        Assert.NotSame(BuiltInAdapters.All[0], BuiltInAdapters.All[0]);
        Assert.All(BuiltInAdapters.All, adapter => Assert.Equal(ProviderState.Disconnected, adapter.GetHealthStatus().State));
    }
}
