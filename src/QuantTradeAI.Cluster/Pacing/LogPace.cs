namespace QuantTradeAI.Cluster.Pacing;

/// <summary>Lets one log line through per interval, and counts what the others would have told.</summary>
internal sealed class LogPace(TimeProvider clock)
{
    /// <summary>The least time between two lines.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _changing = new();
    private long? _last;
    private long _untold;

    /// <summary>Adds to what is to be told; when it is time, all of it since the last line, else null.</summary>
    public long? Note(long count)
    {
        lock (_changing)
        {
            _untold += count;
            var now = clock.GetTimestamp();
            if (_last is { } last && clock.GetElapsedTime(last, now) < Interval)
                return null;
            _last = now;
            var told = _untold;
            _untold = 0;
            return told;
        }
    }
}
