using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Operations;
using QuantTradeAI.Streaming.Storage;
using QuantTradeAI.Streaming.Tests.Subscribers;
using static QuantTradeAI.Streaming.Tests.Gateway.QuietGateway;

namespace QuantTradeAI.Streaming.Tests.Gateway;

/// <summary>Starting, changing and stopping at once, over stores that are slow.</summary>
public sealed class LifecycleTests
{
    private static readonly StreamingConfig One = Config(("binance", Both, []));
    private static readonly StreamingConfig Two = Config(("binance", Both, []), ("coinbase", Both, []));
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddDays(20_000));

    [Fact]
    public async Task Provider_AddedWhileTheGatewayStarts_IsRemembered()
    {
        var store = new MemoryStateStore();
        using var opening = new ManualResetEventSlim();
        await using var gateway = new StreamingGateway(One, new GatewayOptions { Clock = _clock, OpenStorage = _ => Opened(opening, store) });
        var started = gateway.StartAsync();
        var applied = gateway.ApplyAsync(Two);
        opening.Set();
        await Task.WhenAll(started, applied).Within("both");

        await gateway.ExecuteAsync(ProviderOperation.Isolate, "coinbase", "odd");
        await gateway.StopAsync().Within("the end");

        Assert.Equal(CircuitPhase.Isolated, (await store.ReadAsync("coinbase", default))?.Circuit.Phase);
    }

    private static MemoryStateStore Opened(ManualResetEventSlim opening, MemoryStateStore store)
    {
        Assert.True(opening.Wait(TimeSpan.FromSeconds(60)));
        return store;
    }
}
