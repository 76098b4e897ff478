using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>Event ids 9510 to 9519.</summary>
internal sealed partial class FeedLog
{
    [LoggerMessage(9513, LogLevel.Warning, "The cluster does not serve {Stream} as wished: {Problem}")]
    public partial void Refused(string stream, string problem);

    [LoggerMessage(9514, LogLevel.Information, "The cluster serves {Stream} as wished now.")]
    public partial void Served(string stream);

    [LoggerMessage(9515, LogLevel.Warning, "The cluster has not answered for {Stream} for {Time}; its subscribers are told that it is disconnected.")]
    public partial void Lost(string stream, TimeSpan time);

    [LoggerMessage(9516, LogLevel.Error, "Looking after {Stream} failed; it goes on.")]
    public partial void Unexpected(Exception error, string stream);

    [LoggerMessage(9510, LogLevel.Warning, "{Stream}: {Call} failed and is tried again: {Why} ({Unlogged} more since the last line.)")]
    private partial void LogCallFailed(string stream, string call, string why, long unlogged);

    [LoggerMessage(9511, LogLevel.Warning, "{Stream}: what was published of its {Kind} did not come; it was subscribed to again. ({Unlogged} more since the last line.)")]
    private partial void LogResubscribed(string stream, string kind, long unlogged);

    [LoggerMessage(9512, LogLevel.Error, "{Stream}: a batch could not be read: {Why} ({Unlogged} more since the last line.)")]
    private partial void LogUnreadable(string stream, string why, long unlogged);
}
