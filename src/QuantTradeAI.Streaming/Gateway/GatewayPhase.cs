namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Where a gateway is in its life.</summary>
public enum GatewayPhase
{
    /// <summary>Not started yet, or a silo whose providers have not been asked for their symbols yet.</summary>
    Created,

    /// <summary>Running.</summary>
    Running,

    /// <summary>Stopping: takes nothing new, and is not ready any more.</summary>
    Stopping,

    /// <summary>Stopped.</summary>
    Stopped,
}
