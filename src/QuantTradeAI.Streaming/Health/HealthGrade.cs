namespace QuantTradeAI.Streaming.Health;

/// <summary>How good a provider is, in one word. A measurement, not a decision.</summary>
public enum HealthGrade
{
    /// <summary>Nothing is known yet, or nothing is wanted of it.</summary>
    Unknown,

    /// <summary>Connected, delivering, within every threshold.</summary>
    Healthy,

    /// <summary>Connected, but something is not as it should be.</summary>
    Degraded,

    /// <summary>Not connected, or not to be used.</summary>
    Unhealthy,
}
