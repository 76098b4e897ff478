using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>Event ids 4000 to 4009.</summary>
internal sealed partial class ObserverPump
{
    /// <summary>A subscription logs its callback's exceptions at most this often.</summary>
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    [LoggerMessage(4000, LogLevel.Error, "The callback of {Subscription} threw; {Unlogged} more since the last line.")]
    private partial void CallbackThrew(Exception thrown, string subscription, long unlogged);

    [LoggerMessage(4001, LogLevel.Warning, "A callback of {Subscription} still ran {Deadline} after the subscription was disposed; no more are called.")]
    private partial void CallbackStillRuns(string subscription, TimeSpan deadline);
}
