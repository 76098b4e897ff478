using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.Health;

/// <summary>Event ids 7200 to 7209.</summary>
public sealed partial class ProviderHealthMonitor
{
    [LoggerMessage(7200, LogLevel.Warning, "{Provider}: {Errors} errors within {Seconds} s; calling its failover handler")]
    private partial void ErrorsReachedThreshold(string provider, int errors, double seconds);
}
