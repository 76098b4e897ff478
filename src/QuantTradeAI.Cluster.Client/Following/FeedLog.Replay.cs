using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>Event ids 9525 to 9529.</summary>
internal sealed partial class FeedLog
{
    public void Replayed(string stream, string kind, int batches)
    {
        if (IsDue(9525, out var unlogged))
            LogReplayed(stream, batches, kind, unlogged);
    }

    public void GivenUp(string stream, string kind, long batches)
    {
        if (IsDue(9526, out var unlogged))
            LogGivenUp(stream, batches, kind, unlogged);
    }

    [LoggerMessage(9525, LogLevel.Information, "{Stream}: {Batches} batch(es) of its {Kind} did not come, and were fetched from the symbol's owner. ({Unlogged} more since the last line.)")]
    private partial void LogReplayed(string stream, int batches, string kind, long unlogged);

    [LoggerMessage(9526, LogLevel.Warning, "{Stream}: {Batches} batch(es) of its {Kind} did not come, and the symbol's owner does not keep them; what was in them is told as missing. ({Unlogged} more since the last line.)")]
    private partial void LogGivenUp(string stream, long batches, string kind, long unlogged);
}
