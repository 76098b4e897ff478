namespace QuantTradeAI.Streaming.Simulator;

/// <summary>Which connections a fault of the connection strikes.</summary>
[Flags]
public enum FaultScope
{
    /// <summary>The connections open now.</summary>
    Open = 1,

    /// <summary>Every connection opened from now on, until the fault is cleared.</summary>
    Future = 2,

    /// <summary>Both.</summary>
    All = Open | Future,
}
