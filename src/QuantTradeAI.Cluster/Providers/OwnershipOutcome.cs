namespace QuantTradeAI.Cluster.Providers;

/// <summary>What came of taking a provider, or of asking whose it is.</summary>
internal enum OwnershipOutcome
{
    /// <summary>It is ours, and the storage says so.</summary>
    Ours,

    /// <summary>It is ours as far as anyone knows: the storage could not be asked, or does not know it yet.</summary>
    Unconfirmed,

    /// <summary>It is another's, and we stand down.</summary>
    Others,
}
