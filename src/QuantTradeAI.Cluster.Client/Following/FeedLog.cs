using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>The feed's log lines. What may come often is logged at most once in <see cref="Interval"/>, with how many were left out.</summary>
internal sealed partial class FeedLog(ILogger logger, TimeProvider clock)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, (long At, long Unlogged)> _lines = [];

    public void CallFailed(string stream, string call, Exception why)
    {
        if (IsDue(9510, out var unlogged))
            LogCallFailed(stream, call, why.Message, unlogged);
    }

    public void Resubscribed(string stream, string kind)
    {
        if (IsDue(9511, out var unlogged))
            LogResubscribed(stream, kind, unlogged);
    }

    public void Unreadable(string stream, Exception why)
    {
        if (IsDue(9512, out var unlogged))
            LogUnreadable(stream, why.Message, unlogged);
    }

    private bool IsDue(int line, out long unlogged)
    {
        lock (_gate)
        {
            var isKnown = _lines.TryGetValue(line, out var last);
            unlogged = last.Unlogged;
            if (isKnown && clock.GetElapsedTime(last.At) < Interval)
            {
                _lines[line] = (last.At, unlogged + 1);
                return false;
            }

            _lines[line] = (clock.GetTimestamp(), 0);
            return true;
        }
    }
}
