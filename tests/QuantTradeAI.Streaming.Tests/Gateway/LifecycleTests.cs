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
    public async Task Status_WhileAProviderIsRemoved_TellsOfTheOthers()
    {
        var clock = new HookedClock();
        await using var gateway = new StreamingGateway(Two, new GatewayOptions { Clock = clock });
        Assert.Equal(2, gateway.GetStatus().Health.Length);
        clock.Hook = () =>
        {
            Assert.True(gateway.ApplyAsync(One).IsCompletedSuccessfully);
            Assert.Single(gateway.GetStatus().Health);
        };

        var status = gateway.GetStatus();

        Assert.Equal("binance", Assert.Single(status.Health).Provider);
        Assert.Null(clock.Hook);
    }

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

    [Fact]
    public async Task Stop_WithAStoreThatDoesNotClose_EndsWithinItsLimit()
    {
        var store = new StuckStore();
        var gateway = new StreamingGateway(One, new GatewayOptions { Clock = _clock, OpenStorage = _ => store });
        await gateway.StartAsync();

        var stopping = gateway.StopAsync();
        await store.Closing.Task.Within("the end to be near");
        _clock.Advance(GatewayOptions.DefaultStopTimeout);

        await stopping.Within("the end");
        Assert.Equal(GatewayPhase.Stopped, gateway.GetStatus().Phase);
    }

    [Fact]
    public async Task Stop_WhileTheStoreIsRead_IsFinal()
    {
        var store = new StuckStore { Reading = new TaskCompletionSource() };
        var gateway = new StreamingGateway(One, new GatewayOptions { Clock = _clock, OpenStorage = _ => store });
        store.Closed.SetResult();
        var started = gateway.StartAsync();
        var stopping = gateway.StopAsync();
        for (var i = 0; i < 100 && !stopping.IsCompleted; i++)
        {
            _clock.Advance(GatewayOptions.DefaultStopTimeout);
            await Task.WhenAny(stopping, Task.Delay(5));
        }

        await stopping.Within("the end");

        store.Reading.SetResult();
        await started.Within("the start").ContinueWith(static _ => { }, TaskScheduler.Default);

        Assert.Equal(GatewayPhase.Stopped, gateway.GetStatus().Phase);
        Assert.Null(gateway.GetStatus().StartedAt);
        await store.Closing.Task.Within("the store's end");
    }

    private static MemoryStateStore Opened(ManualResetEventSlim opening, MemoryStateStore store)
    {
        Assert.True(opening.Wait(TimeSpan.FromSeconds(60)));
        return store;
    }

    private sealed class StuckStore : IProviderStateStore
    {
        public TaskCompletionSource? Reading { get; init; }

        public TaskCompletionSource Closing { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Closed { get; } = new();

        public string Location => "stuck";

        public async ValueTask<ProviderRecord?> ReadAsync(string provider, CancellationToken cancellationToken)
        {
            if (Reading is not null)
                await Reading.Task;
            return null;
        }

        public ValueTask WriteAsync(ProviderRecord record, CancellationToken cancellationToken) => default;

        public async ValueTask DisposeAsync()
        {
            Closing.TrySetResult();
            await Closed.Task;
        }
    }

    /// <summary>Calls once when it is asked for the time.</summary>
    private sealed class HookedClock : TimeProvider
    {
        public Action? Hook { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            var hook = Hook;
            Hook = null;
            hook?.Invoke();
            return base.GetUtcNow();
        }
    }
}
