namespace QuantTradeAI.Streaming.Circuits;

/// <summary>Whether a provider may be used.</summary>
public enum CircuitPhase
{
    /// <summary>It may.</summary>
    Closed,

    /// <summary>It has failed too often and is left alone for a while.</summary>
    Open,

    /// <summary>One probe at a time finds out whether it may be used again.</summary>
    HalfOpen,

    /// <summary>An operator has taken it out of use.</summary>
    Isolated,
}
