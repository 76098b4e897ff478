using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.Alerts;

/// <summary>Event ids 7304 and 7305, together at most one line in 10 s.</summary>
internal sealed partial class WebhookSender
{
    [LoggerMessage(7304, LogLevel.Warning, "The alert {Rule} of {Subject} could not be posted to {Receiver}: {Reason} ({Failures} not delivered so far)")]
    private partial void Failed(string rule, string subject, string receiver, string reason, long failures);

    [LoggerMessage(7305, LogLevel.Warning, "More than {Capacity} alerts wait to be posted; the oldest was dropped ({Failures} not delivered so far)")]
    private partial void Dropped(int capacity, long failures);
}
