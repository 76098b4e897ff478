using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Registry;
using QuantTradeAI.Streaming.Tests.Subscribers;

namespace QuantTradeAI.Streaming.Tests.Discovery;

/// <summary>Code that does not return holds up nobody and is not tried again. The threads that hang are real; the clock that gives them up is cranked.</summary>
public sealed class HangingTests
{
    private const int MostTurns = 2_000;

    /// <summary>Where a plugin, which knows nothing of tests, finds what to call when it hangs.</summary>
    private const string Slot = "QuantTradeAI.Tests.Hang";

    private const string Hang = $"((Action)AppContext.GetData(\"{Slot}\")!)()";
    private static readonly TimeSpan Limit = DiscoveryOptions.DefaultAdapterTimeout;

    private readonly FakeTimeProvider _clock = new();
    private readonly SemaphoreSlim _hanging = new(0);

    public HangingTests() => AppContext.SetData(Slot, () =>
    {
        _hanging.Release();
        new ManualResetEvent(false).WaitOne();
    });

    [Theory]
    [InlineData($"public DroppedAdapter() => {Hang};", "making its adapter")]
    [InlineData($"static DroppedAdapter() => {Hang};", "making its adapter")]
    [InlineData($"public override string ToNativeSymbol(string canonical) {{ {Hang}; return canonical; }}", "testing its adapter")]
    public async Task Adapter_ThatHangs_IsGivenUpAndCounted(string member, string stage)
    {
        using var rig = NewRig();
        rig.Drop("dropped", version: "2.0.0", source: PluginCompiler.Adapter(version: "2.0.0", members: member));

        var outcome = await RefreshHangingAsync(rig);

        Assert.Equal($"it did not end within 10 s while {stage}; the thread it hangs on is lost until the process ends", Assert.Single(outcome.Refused).Reason);
        Assert.Equal(["steady"], rig.Registry.Names);
        Assert.False(Assert.Single(outcome.Unloaded).IsCollected);
        Assert.Equal(1, outcome.StillInMemory);

        outcome = await rig.RefreshAsync().Within("a refresh that does not try it again");
        Assert.Equal("this content was seen to hang and is not tried again; change it, or restart the process", Assert.Single(outcome.Refused).Reason);
        Assert.Equal(1, outcome.StillInMemory);
    }

    [Fact]
    public async Task Adapter_ThatHangs_LeavesTheOldOneServing()
    {
        using var rig = NewRig();
        rig.Drop("dropped");
        await rig.RefreshAsync().Within("the first version");

        rig.Drop("dropped", version: "2.0.0", source: PluginCompiler.Adapter(version: "2.0.0", members: $"public DroppedAdapter() => {Hang};"));
        await RefreshHangingAsync(rig);

        Assert.Equal("1.0.0", rig.Registry.Create("dropped").ProviderVersion);
    }

    [Fact]
    public async Task Adapters_ThatHang_AreNotLoadedWithoutEnd()
    {
        using var rig = NewRig(options => options with { Limits = options.Limits with { MaxStillInMemory = 2 } });
        for (var version = 1; version <= 2; version++)
        {
            DropHanging(rig, version);
            await RefreshHangingAsync(rig);
        }

        DropHanging(rig, version: 3);
        var outcome = await rig.RefreshAsync().Within("a refresh that loads nothing");

        Assert.Equal(
            "2 given-up versions are still in memory, because something holds them or because they hang; restart the process",
            Assert.Single(outcome.Refused).Reason);
        Assert.Equal(2, outcome.StillInMemory);
    }

    [Fact]
    public async Task Adapter_ThatHangsOnlyLater_FailsWhoeverAsksForIt()
    {
        const string Later = $$"""
            private static int _made;
            public DroppedAdapter() { if (_made++ > 0) {{Hang}}; }
            """;
        using var rig = NewRig();
        rig.Drop("dropped", source: PluginCompiler.Adapter(members: Later));
        await rig.RefreshAsync().Within("the refresh");

        var making = Task.Run(() => rig.Registry.Create("dropped"));
        await GiveUpAsync(making);

        var failure = await Assert.ThrowsAsync<ProviderDiscoveryException>(() => making);
        Assert.Equal("The constructor of the adapter 'dropped' 1.0.0 did not return within 10 s; the thread it hangs on is lost.", failure.Message);
        Assert.Contains("is not tried again", Assert.Throws<ProviderDiscoveryException>(() => rig.Registry.Create("dropped")).Message, StringComparison.Ordinal);
    }

    private static void DropHanging(PluginRig rig, int version) =>
        rig.Drop("dropped", version: $"{version}.0.0", source: PluginCompiler.Adapter(version: $"{version}.0.0", members: $"public DroppedAdapter() => {Hang};"));

    private PluginRig NewRig(Func<DiscoveryOptions, DiscoveryOptions>? change = null) => new(options =>
    {
        var own = options with { Clock = _clock, UnloadTimeout = TimeSpan.Zero };
        return change?.Invoke(own) ?? own;
    });

    private async Task<DiscoveryOutcome> RefreshHangingAsync(PluginRig rig)
    {
        var refreshing = rig.RefreshAsync();
        await GiveUpAsync(refreshing);
        return await refreshing;
    }

    /// <summary>Waits until the plugin hangs, then moves the clock to where it is given up.</summary>
    private async Task GiveUpAsync(Task waiting)
    {
        await _hanging.WaitAsync().Within("the plugin to hang");
        for (var turns = 0; turns < MostTurns && !waiting.IsCompleted; turns++)
        {
            // The deadline's timer may be set a moment after its thread has started.
            _clock.Advance(Limit);
            await Task.WhenAny(waiting, Task.Delay(5));
        }

        Assert.True(waiting.IsCompleted, $"The clock was moved {MostTurns} times by {Limit}, and the hanging plugin was not given up.");
    }
}
