namespace QuantTradeAI.Cluster.Pacing;

/// <summary>How long to wait before a batch is sent again: it doubles with each failure, and the random half keeps symbols of a lost silo apart.</summary>
internal static class RetryPause
{
    /// <summary>The first pause is between half of this and this.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);

    /// <summary>No pause is longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private const int MaxDoublings = 16;

    /// <param name="failures">Failures in a row, from 1.</param>
    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan After(int failures, double random)
    {
        var whole = TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(failures - 1, MaxDoublings)));
        return whole * (0.5 + random / 2);
    }
}
