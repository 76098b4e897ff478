namespace QuantTradeAI.Streaming.Health;

/// <summary>
/// The totals of the last window, at most <see cref="MaxKept"/> of them: a rate is a difference of two over the time between. The oldest that is
/// kept is the newest from before the window, so looks that are rarer than the window still tell a rate. Not safe for threads.
/// </summary>
internal sealed class SampleHistory(TimeSpan window, TimeProvider clock)
{
    /// <summary>Samples kept.</summary>
    public const int MaxKept = RollingSum<long>.Slots + 3;

    private readonly TimeSpan _spacing = window / RollingSum<long>.Slots;
    private readonly List<(long At, SessionTotals Totals)> _kept = [];

    public int Kept => _kept.Count;

    /// <summary>The time that <see cref="Window"/> is of; zero before the second sample.</summary>
    public TimeSpan Span => _kept.Count < 2 ? TimeSpan.Zero : clock.GetElapsedTime(_kept[0].At, _kept[^1].At);

    /// <summary>What came within the window.</summary>
    public SessionTotals Window => _kept.Count < 2 ? SessionTotals.None : _kept[^1].Totals.Minus(_kept[0].Totals);

    public void Add(SessionTotals totals)
    {
        var now = clock.GetTimestamp();
        if (_kept.Count > 2 && clock.GetElapsedTime(_kept[^2].At, _kept[^1].At) < _spacing)
            _kept[^1] = (now, totals);
        else
            _kept.Add((now, totals));
        while (_kept.Count > 2 && clock.GetElapsedTime(_kept[1].At, now) >= window)
            _kept.RemoveAt(0);
    }
}
