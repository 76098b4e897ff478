using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Providers;

/// <summary>How many latencies fell between which bounds, since something began. Differences of two tell a window.</summary>
/// <param name="Counts">One for each of <see cref="UpperBounds"/>, and a last one for all above.</param>
/// <param name="Sum">All of them together.</param>
public sealed record LatencyCounts(ImmutableArray<long> Counts, TimeSpan Sum)
{
    private static readonly decimal[] PreferredNumbers = [1m, 1.25m, 1.6m, 2m, 2.5m, 3.2m, 4m, 5m, 6.3m, 8m];

    /// <summary>
    /// The bounds, ascending from 10 µs to 100 s: ten a decade, by the R10 series of preferred numbers (ISO 3). A latency belongs to the first
    /// bound that it does not exceed.
    /// </summary>
    public static ImmutableArray<TimeSpan> UpperBounds { get; } = MakeBounds();

    /// <summary>None yet.</summary>
    public static LatencyCounts None { get; } = new([.. new long[UpperBounds.Length + 1]], TimeSpan.Zero);

    /// <summary>How many there are.</summary>
    public long Count => Counts.Sum();

    /// <summary>Those that came after <paramref name="earlier"/>.</summary>
    public LatencyCounts Since(LatencyCounts earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return new LatencyCounts([.. Counts.Zip(earlier.Counts, static (now, then) => now - then)], Sum - earlier.Sum);
    }

    /// <summary>Both together.</summary>
    public LatencyCounts Plus(LatencyCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new LatencyCounts([.. Counts.Zip(other.Counts, static (one, two) => one + two)], Sum + other.Sum);
    }

    /// <summary>The bound that a share of them, from 0 to 1, does not exceed; zero without any, the last bound for those above it.</summary>
    public TimeSpan Quantile(double share)
    {
        var wanted = Math.Max(1, (long)Math.Ceiling(Count * share));
        var seen = 0L;
        for (var i = 0; i < UpperBounds.Length; i++)
        {
            seen += Counts[i];
            if (seen >= wanted)
                return UpperBounds[i];
        }

        return Counts[^1] > 0 ? UpperBounds[^1] : TimeSpan.Zero;
    }

    private static ImmutableArray<TimeSpan> MakeBounds()
    {
        var bounds = ImmutableArray.CreateBuilder<TimeSpan>();
        for (var decade = 0.00001m; decade < 100m; decade *= 10)
            bounds.AddRange(PreferredNumbers.Select(number => TimeSpan.FromTicks((long)(decade * number * TimeSpan.TicksPerSecond))));
        bounds.Add(TimeSpan.FromSeconds(100));
        return bounds.ToImmutable();
    }
}
