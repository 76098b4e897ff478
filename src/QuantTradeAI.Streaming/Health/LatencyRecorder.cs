using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Health;

/// <summary>Counts latencies between the bounds of <see cref="LatencyCounts"/>. No lock, no allocation; from any thread.</summary>
internal sealed class LatencyRecorder
{
    private static readonly long[] Bounds = [.. LatencyCounts.UpperBounds.Select(bound => bound.Ticks)];

    private readonly long[] _counts = new long[Bounds.Length + 1];
    private long _sum;

    /// <summary>One more; a negative one, of clocks that disagree, counts as zero.</summary>
    public void Record(TimeSpan latency)
    {
        var ticks = Math.Max(0, latency.Ticks);
        var place = Array.BinarySearch(Bounds, ticks);
        Interlocked.Increment(ref _counts[place < 0 ? ~place : place]);
        Interlocked.Add(ref _sum, ticks);
    }

    /// <summary>All until now.</summary>
    public LatencyCounts Snapshot()
    {
        var counts = ImmutableArray.CreateBuilder<long>(_counts.Length);
        for (var i = 0; i < _counts.Length; i++)
            counts.Add(Volatile.Read(ref _counts[i]));
        return new LatencyCounts(counts.MoveToImmutable(), TimeSpan.FromTicks(Interlocked.Read(ref _sum)));
    }
}
