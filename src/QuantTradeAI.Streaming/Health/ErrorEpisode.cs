namespace QuantTradeAI.Streaming.Health;

/// <summary>A time of too many errors: it begins when the window holds as many as the threshold, and ends when it holds fewer again.</summary>
internal struct ErrorEpisode
{
    private bool _isOn;

    /// <summary>Whether an episode begins as the window's errors grow from <paramref name="before"/> to <paramref name="after"/>.</summary>
    public bool Begins(long before, long after, int threshold)
    {
        var wasOn = _isOn && before >= threshold;
        _isOn = after >= threshold;
        return _isOn && !wasOn;
    }
}
