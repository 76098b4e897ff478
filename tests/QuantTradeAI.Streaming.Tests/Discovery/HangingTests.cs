using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Tests.Subscribers;

namespace QuantTradeAI.Streaming.Tests.Discovery;

/// <summary>Code that does not return holds up nobody and is not tried again. The threads that hang are real, and so is their short deadline.</summary>
public sealed class HangingTests
{
    private const string Hang = "new System.Threading.ManualResetEvent(false).WaitOne()";
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(500);

    [Theory]
    [InlineData($"public DroppedAdapter() => {Hang};", "making its adapter")]
    [InlineData($"static DroppedAdapter() => {Hang};", "making its adapter")]
    [InlineData($"public override string ToNativeSymbol(string canonical) {{ {Hang}; return canonical; }}", "testing its adapter")]
    public async Task Adapter_ThatHangs_IsGivenUpAndCounted(string member, string stage)
    {
        using var rig = new PluginRig(options => options with { AdapterTimeout = Limit, UnloadTimeout = TimeSpan.Zero });
        rig.Drop("dropped", version: "2.0.0", source: PluginCompiler.Adapter(version: "2.0.0", members: member));

        var outcome = await rig.RefreshAsync().Within("the refresh to give the hanging adapter up");

        Assert.Equal($"it did not end within 0.5 s while {stage}; the thread it hangs on is lost until the process ends", Assert.Single(outcome.Refused).Reason);
        Assert.Equal(["steady"], rig.Registry.Names);
        Assert.False(Assert.Single(outcome.Unloaded).IsCollected);
        Assert.Equal(1, outcome.StillInMemory);

        outcome = await rig.RefreshAsync().Within("a refresh that does not try it again");
        Assert.Equal("this content was seen to hang and is not tried again; change it, or restart the process", Assert.Single(outcome.Refused).Reason);
        Assert.Equal(1, outcome.StillInMemory);
    }

    [Fact]
    public async Task Adapters_ThatHang_AreNotLoadedWithoutEnd()
    {
        using var rig = new PluginRig(options => options with { AdapterTimeout = Limit, UnloadTimeout = TimeSpan.Zero, Limits = options.Limits with { MaxStillInMemory = 2 } });
        for (var version = 1; version <= 3; version++)
        {
            rig.Drop("dropped", version: $"{version}.0.0", source: PluginCompiler.Adapter(version: $"{version}.0.0", members: $"public DroppedAdapter() => {Hang};"));
            await rig.RefreshAsync().Within("the refresh");
        }

        Assert.Equal(
            "2 given-up versions are still in memory, because something holds them or because they hang; restart the process",
            Assert.Single(rig.Registry.Outcome.Refused).Reason);
        Assert.Equal(2, rig.Registry.Outcome.StillInMemory);
    }

    [Fact]
    public async Task Adapter_ThatHangsOnlyLater_FailsWhoeverAsksForIt()
    {
        const string Later = $$"""
            private static int _made;
            public DroppedAdapter() { if (_made++ > 0) {{Hang}}; }
            """;
        using var rig = new PluginRig(options => options with { AdapterTimeout = Limit });
        rig.Drop("dropped", source: PluginCompiler.Adapter(members: Later));
        await rig.RefreshAsync().Within("the refresh");

        var failure = Assert.Throws<ProviderDiscoveryException>(() => rig.Registry.Create("dropped"));

        Assert.Equal("The constructor of the adapter 'dropped' 1.0.0 did not return within 0.5 s; the thread it hangs on is lost.", failure.Message);
        Assert.Contains("is not tried again", Assert.Throws<ProviderDiscoveryException>(() => rig.Registry.Create("dropped")).Message, StringComparison.Ordinal);
    }
}
