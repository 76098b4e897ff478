using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Telemetry;

/// <summary>The bounds of <see cref="LatencyCounts"/> that are told: 1, 2.5 and 5 of each decade, from 10 µs to 100 s.</summary>
internal static class LatencyBuckets
{
    private const int PerDecade = 10;
    private static readonly int[] Told = [0, 4, 7];
    private static readonly int[] Places =
        [.. Enumerable.Range(0, LatencyCounts.UpperBounds.Length).Where(place => Told.Contains(place % PerDecade))];

    /// <summary>Upper bounds in seconds, ascending, without infinity.</summary>
    public static ImmutableArray<double> UpperBounds { get; } = [.. Places.Select(place => LatencyCounts.UpperBounds[place].TotalSeconds)];

    /// <summary>How many latencies did not exceed each of <see cref="UpperBounds"/>; a last one for all.</summary>
    public static long[] Cumulate(LatencyCounts counts)
    {
        var told = new long[Places.Length + 1];
        var (sum, next) = (0L, 0);
        for (var place = 0; place < counts.Counts.Length; place++)
        {
            sum += counts.Counts[place];
            if (next < Places.Length && Places[next] == place)
                told[next++] = sum;
        }

        told[^1] = sum;
        return told;
    }
}
