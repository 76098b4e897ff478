namespace QuantTradeAI.Streaming.Circuits;

/// <summary>How a circuit of an earlier process goes on in this one.</summary>
internal static class CircuitRestoring
{
    /// <summary>
    /// Open with what remains of its break, isolated as it was; a probe of then is given up, and health begins anew, since nobody knows how
    /// the provider did meanwhile. Reports of those whom this circuit let through before decide nothing.
    /// </summary>
    public static CircuitState Restore(CircuitState current, CircuitState earlier, CircuitOptions options, DateTimeOffset now) => earlier with
    {
        Generation = Math.Max(earlier.Generation, current.Generation + 1),
        Failures = Math.Max(0, earlier.Failures),
        Trips = Math.Max(0, earlier.Trips),
        OpenUntil = CircuitTimes.Clamp(earlier.OpenUntil, now, options.LongestBreak),
        ProbeUntil = null,
        HealthySince = null,
    };
}
