namespace QuantTradeAI.Streaming.Circuits;

/// <summary>What time has healed.</summary>
internal static class CircuitSettling
{
    /// <summary>
    /// A closed circuit as it stands: after <see cref="CircuitOptions.HealthyAfter"/> of health its failures are forgotten, after each
    /// further one a trip is. To be looked at, or to be changed at once: settling twice counts the same health twice.
    /// </summary>
    public static CircuitState Settle(CircuitState state, CircuitOptions options, DateTimeOffset now)
    {
        var healthy = now - state.HealthySince;
        if (healthy is null || healthy < options.HealthyAfter)
            return state;
        var forgotten = (healthy.Value.Ticks / options.HealthyAfter.Ticks) - 1;
        return state with { Failures = 0, Trips = (int)Math.Max(0, state.Trips - forgotten), Reason = null };
    }
}
