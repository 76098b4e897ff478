using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>Counts occurrences by kind. Kinds are few and fixed; past a hundred the rest counts as <c>other</c>.</summary>
internal sealed class KindTally
{
    private const int MaxKinds = 100;

    private readonly ConcurrentDictionary<string, StrongBox<long>> _counts = new(StringComparer.Ordinal);

    /// <summary>Counts one, and says how many there are now.</summary>
    public long Add(string kind)
    {
        if (!_counts.TryGetValue(kind, out var count))
            count = _counts.GetOrAdd(_counts.Count < MaxKinds ? kind : "other", static _ => new StrongBox<long>());
        return Interlocked.Increment(ref count.Value);
    }

    /// <summary>All counts now.</summary>
    public ImmutableSortedDictionary<string, long> Snapshot() =>
        _counts.ToImmutableSortedDictionary(pair => pair.Key, pair => Volatile.Read(ref pair.Value.Value), StringComparer.Ordinal);
}
