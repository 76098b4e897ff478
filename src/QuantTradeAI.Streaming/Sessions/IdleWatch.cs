namespace QuantTradeAI.Streaming.Sessions;

/// <summary>
/// Notices that a counter stands still for too long. The counting side only counts; this side looks a few times per limit,
/// so the limit is noticed at most a quarter late.
/// </summary>
internal sealed class IdleWatch(TimeProvider clock, TimeSpan limit)
{
    private long _seen;
    private long _since = clock.GetTimestamp();

    /// <summary>When to look again.</summary>
    public TimeSpan CheckEvery => limit == Timeout.InfiniteTimeSpan ? limit : limit / 4;

    /// <summary>Starts over, as if the counter had just moved.</summary>
    public void Restart() => _since = clock.GetTimestamp();

    /// <summary>Whether the counter has stood still for the whole limit.</summary>
    public bool IsIdle(long counter)
    {
        if (counter != _seen)
        {
            _seen = counter;
            Restart();
        }

        return limit != Timeout.InfiniteTimeSpan && clock.GetElapsedTime(_since) >= limit;
    }
}
