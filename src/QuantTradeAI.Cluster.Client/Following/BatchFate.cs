namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>What a <see cref="BatchOrder"/> did with a batch.</summary>
internal enum BatchFate
{
    /// <summary>It goes on, and what it held up with it.</summary>
    Passed,

    /// <summary>It waits for those before it.</summary>
    Held,

    /// <summary>It was there before: dropped.</summary>
    Repeated,

    /// <summary>It is of before the beginning: dropped.</summary>
    Early,
}
