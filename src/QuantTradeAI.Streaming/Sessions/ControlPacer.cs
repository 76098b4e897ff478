namespace QuantTradeAI.Streaming.Sessions;

/// <summary>
/// Spaces the control messages of one connection, so that bursts never reach the venue's limit, and keeps the session's budget.
/// </summary>
internal sealed class ControlPacer(TimeProvider clock, TimeSpan spacing, ControlBudget budget)
{
    private long? _last;

    /// <summary>Zero when a message may go now, which is then counted; else how long to wait at least.</summary>
    public TimeSpan TryTake()
    {
        var wait = _last is { } last ? spacing - clock.GetElapsedTime(last) : TimeSpan.Zero;
        if (wait <= TimeSpan.Zero)
            wait = budget.TryTake();
        if (wait > TimeSpan.Zero)
            return wait;
        _last = clock.GetTimestamp();
        return TimeSpan.Zero;
    }
}
