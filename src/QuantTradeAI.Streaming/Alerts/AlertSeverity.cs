namespace QuantTradeAI.Streaming.Alerts;

/// <summary>How bad an alert is.</summary>
public enum AlertSeverity
{
    /// <summary>Look at it when there is time.</summary>
    Warning,

    /// <summary>Look at it now.</summary>
    Error,
}
