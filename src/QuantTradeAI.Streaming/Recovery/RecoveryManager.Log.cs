using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>Event ids 7400 to 7409.</summary>
public sealed partial class RecoveryManager
{
    [LoggerMessage(7400, LogLevel.Information, "{Name}: recovering: {Reason}")]
    private partial void Started(string name, string reason);

    [LoggerMessage(7401, LogLevel.Information, "{Name}: recovered")]
    private partial void Succeeded(string name);

    [LoggerMessage(7402, LogLevel.Warning, "{Name}: the recovery failed")]
    private partial void Failed(Exception error, string name);

    [LoggerMessage(7403, LogLevel.Warning, "{Name}: the recovery took longer than {Seconds} s and was given up; no other is started until its callback returns")]
    private partial void TookTooLong(string name, double seconds);

    [LoggerMessage(7404, LogLevel.Information, "{Name}: the recovery was cancelled")]
    private partial void Cancelled(string name);
}
