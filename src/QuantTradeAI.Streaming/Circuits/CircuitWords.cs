namespace QuantTradeAI.Streaming.Circuits;

/// <summary>A circuit in words.</summary>
internal static class CircuitWords
{
    /// <summary>Why somebody is refused.</summary>
    public static string WhyNot(CircuitState state) => state.Phase switch
    {
        CircuitPhase.Isolated => $"isolated: {state.Reason}",
        CircuitPhase.HalfOpen => $"a probe is under way, after: {state.Reason}",
        _ => $"the circuit is open: {state.Reason}",
    };
}
