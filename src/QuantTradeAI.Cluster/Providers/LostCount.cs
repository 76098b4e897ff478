namespace QuantTradeAI.Cluster.Providers;

/// <summary>How many events of one kind were lost.</summary>
internal struct LostCount
{
    private long _missed;
    private bool _unknown;

    /// <summary>Whether any was.</summary>
    public bool Any { get; private set; }

    /// <summary>How many; 0 when nobody knows.</summary>
    public readonly long Missed => _unknown ? 0 : _missed;

    /// <param name="missed">0 when nobody knows.</param>
    public long Add(long missed)
    {
        Any = true;
        _missed += missed;
        _unknown |= missed <= 0;
        return missed;
    }
}
