namespace QuantTradeAI.Cluster.Client.Relay;

/// <summary>What a <see cref="StreamRelay"/> counted.</summary>
internal record struct RelayCounters
{
    /// <summary>Events told, statuses and those of the relay's own among them.</summary>
    public long Told;

    /// <summary>Numbered events that came again.</summary>
    public long Duplicates;

    /// <summary>Events that came after they had been announced as missing; not told.</summary>
    public long Late;

    /// <summary>Events of an epoch that had ended; not told.</summary>
    public long OldEpoch;

    /// <summary>Numbers announced as missing because the streams did not bring them.</summary>
    public long Undelivered;

    /// <summary>Epochs entered after the first.</summary>
    public long Epochs;

    /// <summary>Epochs entered that did not continue where the relay was.</summary>
    public long Breaks;

    /// <summary>Times that a kind's stream was not waited for any longer.</summary>
    public long GivenUp;

    /// <summary>Events dropped because nobody told where the stream stands while they waited.</summary>
    public long Overflowed;

    public static RelayCounters operator +(in RelayCounters left, in RelayCounters right) => new()
    {
        Told = left.Told + right.Told,
        Duplicates = left.Duplicates + right.Duplicates,
        Late = left.Late + right.Late,
        OldEpoch = left.OldEpoch + right.OldEpoch,
        Undelivered = left.Undelivered + right.Undelivered,
        Epochs = left.Epochs + right.Epochs,
        Breaks = left.Breaks + right.Breaks,
        GivenUp = left.GivenUp + right.GivenUp,
        Overflowed = left.Overflowed + right.Overflowed,
    };
}
