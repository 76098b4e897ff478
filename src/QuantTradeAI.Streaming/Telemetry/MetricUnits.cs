namespace QuantTradeAI.Streaming.Telemetry;

/// <summary>Units as UCUM writes them. Those in braces only tell what is counted, and are no part of a name.</summary>
internal static class MetricUnits
{
    public const string Seconds = "s";
    public const string Bytes = "By";
    public const string Events = "{event}";
    public const string Messages = "{message}";
    public const string Connections = "{connection}";
    public const string Subscriptions = "{subscription}";
    public const string Flag = "{flag}";
    public const string Count = "{count}";
}
