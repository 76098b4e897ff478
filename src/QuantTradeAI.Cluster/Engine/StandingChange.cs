namespace QuantTradeAI.Cluster.Engine;

/// <summary>What a report on a provider's standing changes.</summary>
[Flags]
internal enum StandingChange
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Whether it may be a source, or who owns it.</summary>
    Standing = 1,

    /// <summary>Which kinds it serves.</summary>
    Offers = 2,
}
