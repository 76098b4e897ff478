using System.Collections.Concurrent;

namespace QuantTradeAI.Cluster.Pacing;

/// <summary>A <see cref="LogPace"/> for each that can fail; those are few.</summary>
internal sealed class LogPaces(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, LogPace> _paces = new(StringComparer.Ordinal);

    /// <summary>One more failure; how many there were when it is time to tell.</summary>
    public long? Note(string who) => _paces.GetOrAdd(who, static (_, clock) => new LogPace(clock), clock).Note(1);
}
