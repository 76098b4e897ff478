namespace QuantTradeAI.Cluster.Client;

/// <summary>What a <see cref="ClusterMarketDataFeed"/> counted since it began, over all its streams.</summary>
public sealed record ClusterFeedStatistics
{
    /// <summary>Streams that are followed now.</summary>
    public int Streams { get; init; }

    /// <summary>Events told to subscribers of this process, each once however many there are.</summary>
    public long Events { get; init; }

    /// <summary>Events that came again; told once.</summary>
    public long Duplicates { get; init; }

    /// <summary>Events that came after they had been announced as missing; not told.</summary>
    public long Late { get; init; }

    /// <summary>Events of an epoch that had ended; not told.</summary>
    public long OldEpoch { get; init; }

    /// <summary>Events, statuses among them, that their stream did not bring and that were fetched from the symbol's owner.</summary>
    public long Replayed { get; init; }

    /// <summary>Events that the cluster published and that did not come; each was announced in a gap.</summary>
    public long Undelivered { get; init; }

    /// <summary>New owners of symbols.</summary>
    public long Epochs { get; init; }

    /// <summary>New owners that did not continue where the one before had ended; each was told as a disconnection.</summary>
    public long Breaks { get; init; }

    /// <summary>Subscriptions to the cluster's streams that were made again because they had gone silent.</summary>
    public long Resubscriptions { get; init; }

    /// <summary>Lost connections to the cluster that were made again.</summary>
    public int Reconnections { get; init; }

    /// <summary>Calls to the cluster that failed or did not return in time.</summary>
    public long FailedCalls { get; init; }

    /// <summary>Batches that could not be read; what they held is announced in gaps.</summary>
    public long Unreadable { get; init; }

    /// <summary>Events dropped before the cluster had told where their stream stands; announced in gaps.</summary>
    public long Overflowed { get; init; }

    /// <summary>Times that one kind's stream was not waited for any longer at a status.</summary>
    public long GivenUp { get; init; }
}
