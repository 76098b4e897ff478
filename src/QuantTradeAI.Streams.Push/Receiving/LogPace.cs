namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>Lets a line through every ten seconds at most, and counts what it stands for.</summary>
internal sealed class LogPace(TimeProvider time)
{
    /// <summary>The time between two lines.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    private readonly Lock _changing = new();
    private long? _last;
    private long _since;

    /// <summary>Counts one; true when a line is due, with how many it stands for.</summary>
    public bool IsDue(out long count)
    {
        lock (_changing)
        {
            count = ++_since;
            if (_last is { } last && time.GetElapsedTime(last) < Between)
                return false;
            (_last, _since) = (time.GetTimestamp(), 0);
            return true;
        }
    }
}
