namespace QuantTradeAI.Streaming.Alerts;

/// <summary>Whether an alert's condition holds.</summary>
public enum AlertState
{
    /// <summary>It does.</summary>
    Firing,

    /// <summary>It did.</summary>
    Resolved,
}
