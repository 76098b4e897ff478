using Microsoft.Extensions.DependencyInjection;
using QuantTradeAI.Streaming.EndToEnd;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Cluster.Tests.EndToEnd;

public sealed class StartTests
{
    /// <summary>Else a probe finds a silo ready before its providers have anything to do, and not ready a moment later.</summary>
    [Fact]
    public async Task Silo_RunsOnceItsProvidersWereAskedForTheirSymbols()
    {
        await using var rig = await ClusterRig.StartAsync(silos: 1);
        var operations = ClusterRig.ServicesOf(rig.Cluster.Silos[0]).GetRequiredKeyedService<IGatewayOperations>(ClusterHosting.LocalKey);

        using var late = new CancellationTokenSource(Patience.Limit);
        GatewayStatus status;
        while ((status = await operations.GetStatusAsync()).Phase != GatewayPhase.Running)
        {
            Assert.False(late.IsCancellationRequested, "The silo does not run.");
            await Task.Yield();
        }

        Assert.Equal(["binance", "coinbase"], status.Providers.Select(provider => provider.Provider).Order());
        Assert.All(status.Providers, provider => Assert.True(provider.Wanted > 0, $"Nothing is wanted of {provider.Provider} yet."));
    }
}
