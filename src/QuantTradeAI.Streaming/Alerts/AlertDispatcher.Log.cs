using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.Alerts;

/// <summary>Event ids 7300 to 7303.</summary>
internal sealed partial class AlertDispatcher
{
    [LoggerMessage(7300, LogLevel.Warning, "Alert {Rule} of {Subject}: {Message}")]
    private partial void Fired(string subject, string rule, string message);

    [LoggerMessage(7301, LogLevel.Error, "Alert {Rule} of {Subject}: {Message}")]
    private partial void FiredAsError(string subject, string rule, string message);

    [LoggerMessage(7302, LogLevel.Error, "Alert {Rule} of {Subject} lasts ({Repeats} checks, {Seconds:0} s): {Message}")]
    private partial void Escalated(string subject, string rule, string message, int repeats, double seconds);

    [LoggerMessage(7303, LogLevel.Information, "Alert {Rule} of {Subject} is over after {Seconds:0} s; it was: {Message}")]
    private partial void Resolved(string subject, string rule, string message, double seconds);
}
