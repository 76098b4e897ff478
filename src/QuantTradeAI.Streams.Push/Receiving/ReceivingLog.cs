using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>Event ids 9720 to 9725. All that come by items are paced.</summary>
internal static partial class ReceivingLog
{
    [LoggerMessage(9720, LogLevel.Warning, "{Sink} failed to take items of {Stream}, which goes on; {Failures} such failures since the last such line.")]
    public static partial void SinkFailed(this ILogger logger, Exception error, string sink, StreamId stream, long failures);

    [LoggerMessage(9721, LogLevel.Warning, "{Sink} threw when it was given an item, and is given the next; {Failures} such failures since the last such line.")]
    public static partial void ObserverFailed(this ILogger logger, Exception error, string sink, long failures);

    [LoggerMessage(9722, LogLevel.Warning, "A segment of {Stream} from {Producer} is damaged: {Problem} {Count} such segments since the last such line.")]
    public static partial void Damaged(this ILogger logger, StreamId stream, string producer, string problem, long count);

    [LoggerMessage(9723, LogLevel.Warning, "{Producer} cannot be told what was taken, and has to send it again; {Failures} such failures since the last such line.")]
    public static partial void NotAcknowledged(this ILogger logger, Exception error, string producer, long failures);

    [LoggerMessage(9724, LogLevel.Warning, "{Sink} cannot read items of {Stream}: {Problem} {Count} such blocks since the last such line.")]
    public static partial void Unreadable(this ILogger logger, string sink, StreamId stream, string problem, long count);

    [LoggerMessage(9725, LogLevel.Warning, "{Producer} is gone; subscribers of {Streams} streams are told that they may miss what it published last.")]
    public static partial void ProducerLost(this ILogger logger, string producer, int streams);
}
