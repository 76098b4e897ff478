namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Where a gateway is in its life.</summary>
public enum GatewayPhase
{
    /// <summary>Not started yet.</summary>
    Created,

    /// <summary>Running.</summary>
    Running,

    /// <summary>Stopping: takes nothing new, and is not ready any more.</summary>
    Stopping,

    /// <summary>Stopped.</summary>
    Stopped,
}
