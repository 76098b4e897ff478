using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text;
using QuantTradeAI.Streaming.Discovery.Plugins;
using QuantTradeAI.Streaming.Tests.Subscribers;

namespace QuantTradeAI.Streaming.Tests.Discovery;

/// <summary>Versions come and go a hundred times, and nothing of them stays.</summary>
public sealed class CycleTests
{
    private const int Cycles = 100;

    /// <summary>No other test uses it: contexts of the whole process are counted.</summary>
    private const string Name = "cycling";

    private const int FirstVersion = 1_000;

    private static readonly byte[] First = PluginCompiler.Compile("Dropped", PluginCompiler.Adapter(Name, $"{FirstVersion}.0.0"));

    [Fact]
    public async Task Plugin_ReplacedAHundredTimes_LeavesNothingBehind()
    {
        using var rig = new PluginRig(options => options with { UnloadTimeout = TimeSpan.FromSeconds(10) });
        var contexts = new List<WeakReference>();
        for (var cycle = FirstVersion; cycle < FirstVersion + Cycles; cycle++)
        {
            rig.Drop("cycle", Name, $"{cycle}.0.0", [(PluginRig.Entry, Assembly(cycle))]);
            var outcome = await rig.RefreshAsync().Within($"cycle {cycle}");

            Assert.Empty(outcome.Unused);
            Assert.Equal(0, outcome.StillInMemory);
            Assert.All(outcome.Unloaded, unloaded => Assert.True(unloaded.IsCollected, $"{unloaded} in cycle {cycle}"));
            contexts.Add(ContextOf(rig, $"{cycle}.0.0"));
            Assert.InRange(OwnContexts(), 1, 2);
        }

        Assert.All(contexts.SkipLast(1), context => Assert.False(context.IsAlive));
        Assert.True(contexts[^1].IsAlive);
        GC.KeepAlive(rig);
    }

    /// <summary>The first assembly with another version in its place: compiling a hundred takes long.</summary>
    private static byte[] Assembly(int version)
    {
        var image = First.ToArray();
        Encoding.Unicode.GetBytes($"{version}.0.0", image.AsSpan(image.AsSpan().IndexOf(Encoding.Unicode.GetBytes($"{FirstVersion}.0.0"))));
        return image;
    }

    /// <summary>Makes an adapter, uses it, and tells its context.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ContextOf(PluginRig rig, string version)
    {
        var adapter = rig.Registry.Create(Name);
        Assert.Equal(version, adapter.ProviderVersion);
        return new WeakReference(AssemblyLoadContext.GetLoadContext(adapter.GetType().Assembly));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int OwnContexts() =>
        AssemblyLoadContext.All.Count(context => context is PluginLoadContext && context.Name!.StartsWith(Name, StringComparison.Ordinal));
}
