namespace QuantTradeAI.Cluster.Registry;

/// <summary>What became of an offered configuration.</summary>
internal enum ConfigurationVerdict
{
    /// <summary>It is the one of now already.</summary>
    Unchanged,

    /// <summary>It is the cluster's from now on.</summary>
    Taken,

    /// <summary>It was the cluster's before, another has replaced it, and nobody changed it back.</summary>
    Outdated,
}
