namespace QuantTradeAI.Streaming.Circuits;

/// <summary>How long things of a circuit last.</summary>
internal static class CircuitTimes
{
    /// <summary>The break of a trip: as many times the first as there were trips, up to the longest, less the jitter.</summary>
    public static TimeSpan Break(CircuitOptions options, int trips, double jitter)
    {
        var longest = options.LongestBreak;
        var whole = trips >= longest / options.Break ? longest : options.Break * trips;
        return whole * (1 - (CircuitMachine.JitterShare * Math.Clamp(jitter, 0, 1)));
    }

    /// <summary>A deadline no further away than it can be: the clock went back when it is.</summary>
    public static DateTimeOffset? Clamp(DateTimeOffset? until, DateTimeOffset now, TimeSpan longest) =>
        until - now > longest ? now + longest : until;
}
