namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>What is to be done after a batch.</summary>
[Flags]
internal enum TakeResult
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A blocking subscriber is full: wait for room before the next batch.</summary>
    Full = 1,

    /// <summary>Something waits or is missing: look after the stream.</summary>
    Care = 2,

    /// <summary>It could not be read, and is lost.</summary>
    Unreadable = 4,
}
