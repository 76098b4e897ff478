using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>Event ids 5010 to 5019.</summary>
public sealed partial class PluginWatcher
{
    [LoggerMessage(5010, LogLevel.Warning, "Plugin folder {Directory} cannot be watched ({Reason}); it is polled")]
    private partial void NotWatched(string directory, string reason);

    [LoggerMessage(5011, LogLevel.Error, "Looking for changed plugins failed; it is tried again")]
    private partial void LookFailed(Exception error);

    [LoggerMessage(5012, LogLevel.Error, "A callback for changed plugins threw")]
    private partial void CallbackThrew(Exception thrown);
}
