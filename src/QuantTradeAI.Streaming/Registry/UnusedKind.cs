namespace QuantTradeAI.Streaming.Registry;

/// <summary>Why something that was found does not serve.</summary>
public enum UnusedKind
{
    /// <summary>A higher version serves.</summary>
    Superseded,

    /// <summary>Its folder held a higher version before, which goes on serving.</summary>
    Downgrade,

    /// <summary>The same version from elsewhere serves.</summary>
    Conflict,

    /// <summary>It is broken, or not allowed.</summary>
    Refused,
}
