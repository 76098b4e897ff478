namespace QuantTradeAI.Cluster.Symbols;

/// <summary>What a <see cref="BatchLedger"/> says of a batch.</summary>
internal enum BatchVerdict
{
    /// <summary>The next one, or the first one of a provider that was not known here: its events count.</summary>
    Next,

    /// <summary>Batches before it did not come here, and never will: its events count; how many are missing before them nobody knows.</summary>
    AfterMissing,

    /// <summary>The provider has another owner: it is disconnected first, then the events count.</summary>
    NewOwner,

    /// <summary>It was taken before: acknowledged, its events count no more.</summary>
    Repeated,

    /// <summary>Its sender is not the provider's owner any more: not taken.</summary>
    Fenced,
}
