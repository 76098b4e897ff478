using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.Health;

/// <summary>Event ids 7210 to 7219.</summary>
internal sealed partial class HealthLoop
{
    [LoggerMessage(7210, LogLevel.Error, "Checking health failed; it is tried again at the next check")]
    private partial void PassFailed(Exception error);
}
