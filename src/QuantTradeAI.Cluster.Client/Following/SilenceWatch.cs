namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>
/// When to ask whether a silent stream is lost: soon, or after twice its usual pause where that is longer, then with growing pauses for as long as it stays
/// silent.
/// </summary>
internal sealed class SilenceWatch(TimeProvider clock, TimeSpan first, TimeSpan longest)
{
    private const int MaxLooks = 16;

    private long _since = clock.GetTimestamp();
    private int _looks;
    private TimeSpan _usual;

    private TimeSpan Shortest => Least(_usual > first ? _usual : first, longest);

    private TimeSpan Pause => Least(Shortest * Math.Pow(2, _looks), longest);

    /// <summary>What is left until the next look; zero or less when it is due.</summary>
    public TimeSpan Left(long lastArrival, TimeSpan usualPause)
    {
        _usual = usualPause * 2;
        if (lastArrival > _since)
            (_since, _looks) = (lastArrival, 0);
        return Pause - clock.GetElapsedTime(_since);
    }

    /// <summary>It was asked.</summary>
    public void Looked()
    {
        if (clock.GetElapsedTime(_since) < Shortest)
            return;
        _since = clock.GetTimestamp();
        _looks = Math.Min(_looks + 1, MaxLooks);
    }

    /// <summary>It begins anew.</summary>
    public void Restart() => (_since, _looks) = (clock.GetTimestamp(), 0);

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
