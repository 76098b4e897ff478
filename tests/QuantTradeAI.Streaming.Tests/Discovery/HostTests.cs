using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Tests.Subscribers;

namespace QuantTradeAI.Streaming.Tests.Discovery;

/// <summary>Hosts switch with the registry, or nothing does.</summary>
public sealed class HostTests : IDisposable
{
    private readonly PluginRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Host_OfAChangedProvider_IsToldOnceTheRegistryHasIt()
    {
        var host = new RecordingHost(_rig);
        using (_rig.Discovery.AddHost(host))
        {
            _rig.Drop("dropped");
            await _rig.RefreshAsync();
            _rig.Drop("dropped", version: "2.0.0");
            await _rig.RefreshAsync();
            await _rig.RefreshAsync();
            _rig.Remove("dropped");
            await _rig.RefreshAsync();
        }

        _rig.Drop("dropped");
        await _rig.RefreshAsync();

        Assert.Equal(["dropped 1.0.0", "steady 1.0.0", "dropped 2.0.0", "dropped -"], host.Told);
    }

    [Fact]
    public async Task Host_ThatUsesTheOldVersion_LetsItGo()
    {
        var host = new UsingHost(_rig, "dropped");
        using var registration = _rig.Discovery.AddHost(host);
        _rig.Drop("dropped");
        await _rig.RefreshAsync();

        _rig.Drop("dropped", version: "2.0.0");
        var outcome = await _rig.RefreshAsync();

        Assert.True(Assert.Single(outcome.Unloaded).IsCollected);
        Assert.Equal("2.0.0", host.Version);
    }

    [Fact]
    public async Task Host_ThatFails_TakesTheSwitchBack()
    {
        var host = new RecordingHost(_rig) { Fails = version => version == "2.0.0" };
        using var registration = _rig.Discovery.AddHost(host);
        _rig.Drop("dropped");
        await _rig.RefreshAsync();

        _rig.Drop("dropped", version: "2.0.0");
        var outcome = await _rig.RefreshAsync();

        Assert.Equal("the switch was taken back, 1.0.0 keeps serving: a host failed: InvalidOperationException: no 2.0.0", Assert.Single(outcome.Refused).Reason);
        Assert.Equal("1.0.0", _rig.Registry.Find("dropped").Version);
        Assert.Equal(["dropped 2.0.0", "dropped 1.0.0"], host.Told.TakeLast(2));
        Assert.Equal(("2.0.0", true), (Assert.Single(outcome.Unloaded).Version, outcome.Unloaded[0].IsCollected));

        host.Fails = _ => false;
        Assert.Equal("2.0.0", Assert.Single((await _rig.RefreshAsync()).Changes).To);
    }

    [Fact]
    public async Task Host_ThatFailsToLetARemovedOneGo_KeepsIt()
    {
        var host = new RecordingHost(_rig) { Fails = version => version == "-" };
        using var registration = _rig.Discovery.AddHost(host);
        _rig.Drop("dropped");
        await _rig.RefreshAsync();

        _rig.Remove("dropped");
        var outcome = await _rig.RefreshAsync();

        Assert.Contains("1.0.0 keeps serving", Assert.Single(outcome.Refused).Reason, StringComparison.Ordinal);
        Assert.Equal("1.0.0", _rig.Registry.Create("dropped").ProviderVersion);
    }

    [Fact]
    public async Task Refreshes_AtOnce_RunOneAfterAnother()
    {
        var host = new CountingHost();
        using var registration = _rig.Discovery.AddHost(host);
        for (var version = 1; version <= 5; version++)
        {
            _rig.Drop("dropped", version: $"{version}.0.0");
            var refreshes = Enumerable.Range(0, 8).Select(_ => Task.Run(_rig.RefreshAsync)).ToList();
            var outcomes = await Task.WhenAll(refreshes).Within("all refreshes");

            Assert.Single(outcomes.SelectMany(outcome => outcome.Changes), change => change.Name == "dropped");
            Assert.Equal($"{version}.0.0", _rig.Registry.Find("dropped").Version);
        }

        Assert.Equal((1, 6), (host.MostAtOnce, host.Calls));
    }

    [Fact]
    public async Task Host_ThatHangs_IsGivenUpAtTheDeadline()
    {
        var clock = new FakeTimeProvider();
        using var rig = new PluginRig(options => options with { Clock = clock, UnloadTimeout = TimeSpan.Zero });
        var host = new HangingHost();
        using var registration = rig.Discovery.AddHost(host);

        var refreshing = rig.RefreshAsync();
        await host.Called.Task.Within("the host to be called");
        for (var calls = 0; calls < 2; calls++)
        {
            clock.Advance(DiscoveryOptions.DefaultSwitchTimeout);
            await Task.WhenAny(refreshing, host.CalledAgain.Task).Within("the switch to be taken back");
        }

        var outcome = await refreshing.Within("the refresh");
        Assert.Equal(
            "the switch failed, it is not registered for whoever asks from now on: a host still used the other version after 60 s; "
            + "taking it back failed too: a host still used the other version after 60 s",
            Assert.Single(outcome.Refused).Reason);
    }

    [Fact]
    public async Task Refresh_Cancelled_TakesBackWhatItWasSwitching()
    {
        var host = new HangingHost { HangsOnce = true };
        using var registration = _rig.Discovery.AddHost(host);
        using var cancel = new CancellationTokenSource();

        var refreshing = _rig.Discovery.RefreshAsync(cancel.Token);
        await host.Called.Task.Within("the host to be called");
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => refreshing.Within("the refresh to end"));
        Assert.Empty(_rig.Registry.Names);
        Assert.Equal("the switch was taken back, it is not registered: it was cancelled", Assert.Single(_rig.Registry.Outcome.Refused).Reason);
        await _rig.RefreshAsync().Within("the next refresh");
        Assert.Equal(["steady"], _rig.Registry.Names);
    }

    [Fact]
    public async Task Adapter_ThatSomebodyKeeps_IsReportedUntilItGoes()
    {
        using var rig = new PluginRig();
        rig.Drop("dropped");
        await rig.RefreshAsync();
        var keeper = new UsingHost(rig, "dropped");
        keeper.Make();

        rig.Drop("dropped", version: "2.0.0");
        var outcome = await rig.RefreshAsync();
        Assert.False(Assert.Single(outcome.Unloaded).IsCollected);
        Assert.Equal(1, outcome.StillInMemory);
        Assert.Equal("1.0.0", keeper.Version);

        keeper.Make();
        rig.Drop("dropped", version: "3.0.0");
        outcome = await rig.RefreshAsync();
        Assert.Equal("2.0.0", keeper.Version);
        Assert.Equal(1, outcome.StillInMemory);
    }

    private sealed class RecordingHost(PluginRig rig) : IProviderHost
    {
        public List<string> Told { get; } = [];

        public Func<string, bool> Fails { get; set; } = _ => false;

        public Task SwitchAsync(string provider, CancellationToken cancellationToken)
        {
            var version = rig.Registry.List().FirstOrDefault(one => one.Name == provider)?.Version ?? "-";
            Told.Add($"{provider} {version}");
            return Fails(version) ? throw new InvalidOperationException($"no {version}") : Task.CompletedTask;
        }
    }

    private sealed class CountingHost : IProviderHost
    {
        private int _now;

        public int MostAtOnce { get; private set; }

        public int Calls { get; private set; }

        public async Task SwitchAsync(string provider, CancellationToken cancellationToken)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _now));
            Calls++;
            await Task.Yield();
            Interlocked.Decrement(ref _now);
        }
    }

    private sealed class UsingHost(PluginRig rig, string name) : IProviderHost
    {
        private StreamingProviderAdapter? _adapter;

        public string? Version => _adapter?.ProviderVersion;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Make() => _adapter = rig.Registry.Create(name);

        public Task SwitchAsync(string provider, CancellationToken cancellationToken)
        {
            if (provider == name)
                Make();
            return Task.CompletedTask;
        }
    }

    private sealed class HangingHost : IProviderHost
    {
        private int _calls;

        public bool HangsOnce { get; init; }

        public TaskCompletionSource Called { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource CalledAgain { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task SwitchAsync(string provider, CancellationToken cancellationToken)
        {
            Called.TrySetResult();
            if (++_calls == 1)
                return new TaskCompletionSource().Task;
            CalledAgain.TrySetResult();
            return HangsOnce ? Task.CompletedTask : new TaskCompletionSource().Task;
        }
    }
}
