using System.Collections.Immutable;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Streaming.Discovery.Plugins;

/// <summary>Sees to it that given-up code leaves memory, and remembers what did not.</summary>
internal sealed class UnloadWatch(TimeSpan timeout, TimeProvider clock)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);

    private readonly List<Given> _alive = [];
    private int _old;

    /// <summary>How much given-up code is in memory.</summary>
    public int StillInMemory => _alive.Count(given => given.Code.IsAlive);

    public void Add(string name, string version, string path, WeakReference code) => _alive.Add(new Given(name, version, path, code));

    /// <summary>Waits for what was added since the last time to leave memory, collecting garbage a few times, and tells what did. Cancelled, it tells what it knows.</summary>
    public async Task<ImmutableArray<UnloadedPlugin>> VerifyAsync(CancellationToken cancellationToken)
    {
        var added = _alive.Skip(_old).ToList();
        var started = clock.GetTimestamp();
        for (var pause = FirstPause; added.Exists(given => given.Code.IsAlive); pause *= 2)
        {
            // A load context goes in steps: each collection lets finalizers run, which let the next one take more.
            GC.Collect();
            if (clock.GetElapsedTime(started) >= timeout || cancellationToken.IsCancellationRequested)
                break;
            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        ImmutableArray<UnloadedPlugin> told = [.. added.Select(given => new UnloadedPlugin(given.Name, given.Version, given.Path, !given.Code.IsAlive))];
        _alive.RemoveAll(given => !given.Code.IsAlive);
        _old = _alive.Count;
        return told;
    }

    private sealed record Given(string Name, string Version, string Path, WeakReference Code);
}
