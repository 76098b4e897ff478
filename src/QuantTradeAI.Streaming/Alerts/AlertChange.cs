namespace QuantTradeAI.Streaming.Alerts;

/// <summary>What has happened to an alert.</summary>
internal enum AlertChange
{
    Fired,
    Escalated,
    Resolved,
}

/// <summary>An alert has changed.</summary>
/// <param name="Change">How.</param>
/// <param name="Alert">As it is now.</param>
internal sealed record AlertTransition(AlertChange Change, Alert Alert);
